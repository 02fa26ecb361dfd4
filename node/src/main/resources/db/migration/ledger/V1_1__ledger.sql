-- One log per agency and space: our own, and the verified copies of our partners' logs.
create table ledger_log (
    id          integer generated always as identity primary key,
    origin      text        not null unique,
    space       uuid        not null,
    realm       text        not null check (realm in ('REAL', 'EXERCISE', 'TEST')),
    agency      text        not null,
    own         boolean     not null,
    size        bigint      not null default 0,
    edge        bytea       not null default '',
    last_at     bigint      not null default 0,
    signed_size bigint      not null default 0,
    signed_edge bytea       not null default '',
    checkpoint  bytea,
    frozen      text
);
create index ledger_log_space on ledger_log (space);
create unique index ledger_log_own on ledger_log (space) where own;

-- The entry as bytes. `applied` is the node-wide order in which projections saw it; null while its payload is missing.
create table ledger_entry (
    log        integer     not null references ledger_log,
    index      bigint      not null,
    bytes      bytea       not null,
    kind       text        not null,
    subject    uuid,
    applied    bigint,
    arrived_at timestamptz not null,
    problem    text,
    primary key (log, index)
);
create index ledger_entry_applied on ledger_entry (applied) where applied is not null;
create index ledger_entry_subject on ledger_entry (subject) where subject is not null;
create index ledger_entry_problem on ledger_entry (log, index) where problem is not null;

-- What the entry says. Deleting the row erases the statement for good; the log stays provable.
create table ledger_payload (
    log         integer not null,
    index       bigint  not null,
    salt        bytea   not null,
    body        bytea   not null,
    released_to text[]  not null,
    primary key (log, index)
);

-- Complete nodes on the levels 0, 8, 16 …: level 0 once its 256 leaves are there, higher levels as they grow.
create table ledger_tile (
    log    integer  not null,
    level  smallint not null,
    n      bigint   not null,
    hashes bytea    not null,
    primary key (log, level, n)
);

-- One row. Whoever holds its lock is the one writer of this node's database; `applied` counts what projections saw.
create table ledger_state (
    one     boolean primary key default true check (one),
    applied bigint not null default 0
);
insert into ledger_state default values;

-- Own payloads that were released to a party after it had taken the entry without them.
create table ledger_late (
    party text    not null,
    log   integer not null,
    index bigint  not null,
    primary key (party, log, index)
);
