-- One row: the public half of the agency's keys, and what became of them.
create table ledger_identity (
    one        boolean primary key default true check (one),
    code       text  not null,
    log_key    bytea not null,
    log_key_pq bytea not null,
    mirror_key bytea not null,
    recovery   bytea not null,
    roster     text  not null default ''
);
