-- No projections: who was told of what on this node, nobody's word. Only keys of what waits are kept, never what it says.

-- What was found waiting, for each set of roles that some account has; gone when it left the queue. '*' stands for the
-- webhooks.
create table notice_matter (
    roles    text        not null,
    key      text        not null check (length(key) <= 300),
    step     text        not null check (length(step) <= 150),
    found_at timestamptz not null,
    primary key (roles, key, step)
);

-- One row, locked while somebody looks: of several instances one looks at a time, each after what the other saw.
create table notice_look (
    only_one boolean primary key default true check (only_one)
);
insert into notice_look default values;

-- One row for each account, channel and matter, so nobody is told twice. PAGE: open until seen. MAIL: open until sent.
create table notice_told (
    id            bigint      generated always as identity primary key,
    account       uuid        not null,
    channel       text        not null check (channel in ('PAGE', 'MAIL')),
    key           text        not null,
    step          text        not null,
    urgency       text        not null check (urgency in ('FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE')),
    realm         text        not null check (realm in ('REAL', 'EXERCISE', 'TEST')),
    found_at      timestamptz not null,
    state         text        not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DEAD')),
    next_at       timestamptz not null,
    claimed_until timestamptz,
    attempts      integer     not null default 0,
    problem       text        not null default '' check (length(problem) <= 300),
    unique (account, channel, key, step)
);
create index notice_told_open on notice_told (channel, next_at) where state = 'OPEN';
create index notice_told_dead on notice_told (found_at) where state = 'DEAD';

-- What an officer chose; without a row the usual choice holds.
create table notice_choice (
    account    uuid   primary key,
    chosen     text[] not null,
    quiet_from time,
    quiet_to   time,
    check ((quiet_from is null) = (quiet_to is null))
);

-- What nobody may switch off: dated; of all dates the latest that has come holds. An empty role means every officer.
create table notice_floor (
    valid_from date not null,
    urgency    text not null check (urgency in ('FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE')),
    role       text not null,
    channel    text not null check (channel in ('PAGE', 'SOUND', 'BROWSER', 'MAIL')),
    primary key (valid_from, urgency, role, channel)
);
insert into notice_floor (valid_from, urgency, role, channel) values
    ('2000-01-01', 'FLASH', '', 'PAGE'),
    ('2000-01-01', 'IMMEDIATE', '', 'PAGE'),
    ('2000-01-01', 'FLASH', 'DUTY_OFFICER', 'SOUND'),
    ('2000-01-01', 'FLASH', 'DUTY_COMMANDER', 'SOUND');

-- How long mail of an urgency may be gathered into one; dated in the same way.
create table notice_pace (
    valid_from date    not null,
    urgency    text    not null check (urgency in ('FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE')),
    minutes    integer not null check (minutes between 0 and 1440),
    primary key (valid_from, urgency)
);
insert into notice_pace (valid_from, urgency, minutes) values
    ('2000-01-01', 'FLASH', 0),
    ('2000-01-01', 'IMMEDIATE', 0),
    ('2000-01-01', 'PRIORITY', 30),
    ('2000-01-01', 'ROUTINE', 240);
