-- The audit as an auditor reads it. The entries in the private log are the audit itself.
create table audit_event (
    applied bigint      not null primary key,
    at      timestamptz not null,
    act     text        not null,
    account uuid,
    token   uuid,
    by      uuid,
    unit    text        not null,
    post    text        not null,
    "where" text        not null default '',
    query   text        not null default '',
    rights  text[]      not null default '{}',
    rows    bigint
);
create index audit_event_act on audit_event (act, applied desc);
