-- Why a line was down, as far as this node found out. Null for outages of before that was asked.
alter table exchange_outage
    add column cause text,
    add constraint exchange_outage_forward check (to_at >= from_at) not valid;
-- Those that reach into a period, without passing all that ended before it.
create index exchange_outage_ends on exchange_outage (partner, (coalesce(to_at, 'infinity'::timestamptz)));

-- Since when this node writes down that it runs, and when it did so last.
create table exchange_watching (
    one   boolean     primary key default true check (one),
    since timestamptz not null,
    at    timestamptz not null
);

-- When no instance of this node ran, or its clock was set: nobody can say how the lines were.
create table exchange_off (
    from_at timestamptz primary key,
    to_at   timestamptz not null check (to_at > from_at)
);
create index exchange_off_ends on exchange_off (to_at);

alter table exchange_link
    -- When the partner last said how long its logs are.
    add column heads_at   timestamptz,
    -- When we last held all that it said it had.
    add column current_at timestamptz;

-- How long a partner says that its own logs are.
create table exchange_head (
    origin  text   primary key,
    partner uuid   not null,
    size    bigint not null
);

-- From which age on what we have of a partner is marked, from a day on.
create table exchange_age (
    valid_from    timestamptz primary key,
    amber_minutes integer     not null check (amber_minutes > 0),
    red_minutes   integer     not null check (red_minutes > amber_minutes)
);
insert into exchange_age (valid_from, amber_minutes, red_minutes) values ('2026-01-01T00:00:00Z', 15, 60);

-- What an officer wrote about an outage: a projection of the private log.
create table exchange_outage_note (
    partner   uuid        not null,
    from_at   timestamptz not null,
    cause     text        not null,
    fallbacks text[]      not null,
    unit      text        not null,
    post      text        not null,
    at        timestamptz not null,
    primary key (partner, from_at)
);
