-- Logs that follow each other, because the keys of the one before were compromised: the number at the end of the name,
-- and the name without it.
alter table ledger_log
    add number  integer not null default 1 check (number >= 1),
    add lineage text,
    -- How many entries count; null while it goes on.
    add ended   bigint check (ended >= 0);
update ledger_log set lineage = origin;
alter table ledger_log alter lineage set not null;
create index ledger_log_lineage on ledger_log (lineage);
drop index ledger_log_own;
create unique index ledger_log_own on ledger_log (space, number) where own;

-- Number of our own logs that go on.
alter table ledger_state add number integer not null default 1;

-- What the first entry of a log says that follows another one.
create table ledger_succession (
    log         integer primary key,
    predecessor text    not null,
    size        bigint  not null,
    root        bytea   not null,
    reason      text    not null
);
