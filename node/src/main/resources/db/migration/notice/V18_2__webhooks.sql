-- Programs elsewhere that are told of what waits here. The secret signs what they get; it is told once.
create table notice_hook (
    id            uuid        primary key,
    label         text        not null check (length(label) between 1 and 80),
    address       text        not null check (length(address) <= 500),
    secret        text        not null check (secret like 'whsec_%'),
    steps         text[]      not null,
    urgencies     text[]      not null,
    realms        text[]      not null,
    kinds         text[]      not null,
    state         text        not null default 'ON' check (state in ('ON', 'OFF', 'GONE', 'FULL')),
    created_at    timestamptz not null,
    last_ok       timestamptz,
    claimed_until timestamptz
);

-- What is sent to them, in this order. An open one waits; a dead one was given up.
create table notice_delivery (
    id       bigint      generated always as identity primary key,
    hook     uuid        not null references notice_hook on delete cascade,
    event    uuid        not null unique,
    body     text        not null check (length(body) <= 4000),
    state    text        not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DEAD')),
    attempts integer     not null default 0,
    found_at timestamptz not null,
    next_at  timestamptz not null,
    ended_at timestamptz,
    problem  text        not null default '' check (length(problem) <= 300)
);
create index notice_delivery_open on notice_delivery (hook, id) where state = 'OPEN';
create index notice_delivery_dead on notice_delivery (id) where state = 'DEAD';
create index notice_delivery_of on notice_delivery (hook, id desc);
create index notice_delivery_ended on notice_delivery (ended_at) where ended_at is not null;
