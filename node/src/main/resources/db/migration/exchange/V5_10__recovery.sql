-- A partner's recovery of its keys that is not in force yet: since when it is known here.
alter table exchange_partner
    -- Commitment to its recovery key.
    add column recovery           bytea not null default '',
    add column recovery_heard     timestamptz,
    add column recovery_approved  boolean not null default false,
    add column recovery_contested boolean not null default false;

-- How long after one heard of a recovery the old keys may object, from a day on.
create table exchange_objection (
    valid_from timestamptz primary key,
    hours      integer     not null check (hours between 0 and 720)
);
insert into exchange_objection (valid_from, hours) values ('2026-01-01T00:00:00Z', 72);

-- A recovery of our own keys that a partner was told of and that is not ours.
create table exchange_claim (
    one     boolean     primary key default true check (one),
    step    text        not null,
    partner text        not null,
    heard   timestamptz not null
);

-- Which of a partner's keys of receipts gave it; none for the first.
alter table exchange_receipt add column key_id integer;
