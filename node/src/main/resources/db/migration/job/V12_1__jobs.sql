-- Work in the background. No projection: what stands here is a copy on its way out, and goes by itself.
create table job_run (
    id           uuid        not null primary key,
    account      uuid        not null,
    work         text        not null,
    subject      text        not null,
    query        text        not null,
    input        text        not null,
    language     text        not null,
    file         text        not null,
    content_type text        not null,
    state        text        not null,
    attempt      integer     not null default 0,
    done         bigint      not null default 0,
    total        bigint      not null default 0,
    parts        integer     not null default 0,
    place        text        not null default '',
    problem      text,
    ordered_at   timestamptz not null,
    ended_at     timestamptz,
    kept_until   timestamptz
);
create index job_run_account on job_run (account, ordered_at desc, id);
create index job_run_under_way on job_run (account) where ended_at is null;
create index job_run_kept on job_run (kept_until) where kept_until is not null;

create table job_part (
    run   uuid    not null references job_run (id) on delete cascade,
    part  integer not null,
    bytes bytea   not null,
    primary key (run, part)
);
