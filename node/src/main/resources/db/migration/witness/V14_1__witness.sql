-- What each agency said last that it holds of a log, and where it said so.
create table witness_observed (
    origin   text        not null,
    observer text        not null,
    size     bigint      not null,
    root     bytea       not null,
    log      integer     not null,
    index    bigint      not null,
    at       timestamptz not null,
    primary key (origin, observer)
);
-- Who says that a log is forked, and the file if it proves it. The same file counts once for each.
create table witness_report (
    origin      text        not null,
    reporter    text        not null,
    file_hash   bytea       not null,
    file        bytea,
    said_at     timestamptz not null,
    received_at timestamptz not null,
    primary key (origin, reporter, file_hash)
);
create index witness_report_proven on witness_report (origin) where file is not null;
-- What this node itself found, or checked and found true.
create table witness_alarm (
    id              uuid        primary key,
    kind            text        not null check (kind in ('FORK', 'WITHHELD')),
    origin          text        not null,
    size            bigint      not null,
    held            bigint      not null,
    shown_by        text        not null,
    file            bytea       not null,
    found_at        timestamptz not null,
    ended_at        timestamptz,
    acknowledged_at timestamptz,
    unit            text,
    post            text
);
create index witness_alarm_found on witness_alarm (found_at desc, id);
create index witness_alarm_open on witness_alarm (origin) where ended_at is null;
