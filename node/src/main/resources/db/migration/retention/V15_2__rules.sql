-- How long records of a class are kept, from which day on: what the product comes with. What the agency decides
-- otherwise stands in retention_decided. `months` null is for ever.
create table retention_default (
    class      text    not null,
    valid_from date    not null,
    months     integer check (months > 0),
    then_what  text    not null check (then_what in ('ERASE', 'DECIDE')),
    primary key (class, valid_from)
);
insert into retention_default (class, valid_from, months, then_what) values
    ('ROUTINE', date '2000-01-01', 24, 'ERASE'),
    ('INCIDENT', date '2000-01-01', 120, 'ERASE'),
    ('PERMANENT', date '2000-01-01', null, 'DECIDE');

-- What the agency decided. Of two for the same day the later one counts.
create table retention_decided (
    class      text        not null,
    valid_from date        not null,
    months     integer,
    then_what  text        not null,
    unit       text        not null,
    post       text        not null,
    decided_at timestamptz not null,
    applied    bigint      not null,
    primary key (class, valid_from)
);

-- Each time records were erased because their time was over.
create table retention_run (
    applied bigint      not null,
    class   text        not null,
    months  integer     not null,
    at      timestamptz not null,
    erased  integer     not null,
    held    integer     not null,
    primary key (applied)
);
create index retention_run_newest on retention_run (applied desc);
