-- The roster. A shift is no longer than 7 days, so that those of a time are found by when they begin.
create table duty_shift (
    id        uuid        not null primary key,
    unit      text        not null,
    post      text        not null,
    from_at   timestamptz not null,
    to_at     timestamptz not null,
    series    uuid,
    cancelled text
);
create index duty_shift_from on duty_shift (from_at, id);
create index duty_shift_to on duty_shift (to_at, id);
create index duty_shift_post on duty_shift (unit, post, from_at);
create index duty_shift_series on duty_shift (series, from_at) where series is not null;

-- Who took a shift over, by unit and post, and where in this node's order.
create table duty_opening (
    shift   uuid        not null primary key,
    at      timestamptz not null,
    unit    text        not null,
    post    text        not null,
    applied bigint      not null
);

-- At a post one shift is open at a time.
create table duty_open (
    unit  text not null,
    post  text not null,
    shift uuid not null unique,
    primary key (unit, post)
);

-- What officers added to the log of a shift.
create table duty_note (
    id         uuid        not null primary key,
    shift      uuid        not null,
    at         timestamptz not null,
    body       text        not null,
    corrects   uuid,
    unit       text        not null,
    post       text        not null,
    written_at timestamptz not null,
    applied    bigint      not null
);
create index duty_note_shift on duty_note (shift, applied);

-- What the outgoing signed; the newest counts.
create table duty_handover (
    id       uuid        not null primary key,
    shift    uuid        not null,
    form     text        not null,
    sections jsonb       not null,
    points   jsonb       not null,
    at       timestamptz not null,
    unit     text        not null,
    post     text        not null,
    applied  bigint      not null
);
create index duty_handover_shift on duty_handover (shift, applied desc);

-- What the incoming read back and signed.
create table duty_closing (
    shift      uuid        not null primary key,
    handover   uuid        not null,
    read_back  text[]      not null,
    key_points text        not null,
    next       uuid,
    at         timestamptz not null,
    unit       text        not null,
    post       text        not null,
    applied    bigint      not null
);
create index duty_closing_next on duty_closing (next) where next is not null;

-- What the product comes with, from which day on, in minutes. Rest between two shifts: Labour Code 45/2019/QH14,
-- Article 110. What the agency decides otherwise stands in duty_rule_decided.
create table duty_rule_default (
    rule       text    not null,
    valid_from date    not null,
    minutes    integer not null check (minutes >= 0),
    primary key (rule, valid_from)
);
insert into duty_rule_default (rule, valid_from, minutes) values
    ('ANNOUNCED_BEFORE', date '2000-01-01', 30),
    ('LATE_AFTER', date '2000-01-01', 15),
    ('MINIMUM_REST', date '2000-01-01', 720);

create table duty_rule_decided (
    rule       text    not null,
    valid_from date    not null,
    minutes    integer not null,
    unit       text    not null,
    post       text    not null,
    primary key (rule, valid_from)
);

-- Posts that must be manned at all times, from which day on, or need not be any more.
create table duty_manned (
    unit       text    not null,
    post       text    not null,
    valid_from date    not null,
    manned     boolean not null,
    primary key (unit, post, valid_from)
);

-- Which account is to stand a shift, and which signed its handover. On this node alone and in no entry, so that no log
-- tells who stood where.
create table duty_account (
    shift   uuid not null,
    act     text not null check (act in ('STANDS', 'HANDED_OVER')),
    account uuid not null,
    primary key (shift, act)
);
create index duty_account_stands on duty_account (account, shift) where act = 'STANDS';
