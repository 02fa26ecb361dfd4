-- What was appended in answer to a request that may come again, with the place in the request. Kept for some days.
create table ledger_once (
    request uuid        not null,
    nth     smallint    not null,
    part    smallint    not null,
    log     integer     not null,
    index   bigint      not null,
    at      timestamptz not null,
    primary key (request, nth, part)
);
create index ledger_once_at on ledger_once (at);
