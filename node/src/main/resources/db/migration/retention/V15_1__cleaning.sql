-- Each time the files of the database were cleaned of what was erased. No projection: it tells of this node's own disk.
create table retention_cleaning (
    id         bigint      generated always as identity primary key,
    state      text        not null check (state in ('ORDERED', 'RUNNING', 'DONE', 'LOG_KEPT', 'BUSY', 'CUT', 'FAILED')),
    ordered_by uuid,
    at         timestamptz not null,
    ended_at   timestamptz,
    upto       bigint      not null default 0,
    tables     integer     not null default 0,
    longest    text        not null default '',
    longest_ms bigint      not null default 0
);
create unique index retention_cleaning_open on retention_cleaning ((true)) where state in ('ORDERED', 'RUNNING');
