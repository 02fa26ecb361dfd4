-- The report of a day of an agency: sent, or found missing when it was due.
create table report_period (
    space        uuid        not null,
    realm        text        not null,
    code         text        not null,
    agency       text        not null,
    day          date        not null,
    title        text        not null,
    addressee    text        not null,
    due_at       timestamptz not null,
    since        timestamptz not null,
    missed_at    timestamptz,
    item         uuid,
    submitted_at timestamptz,
    received_at  timestamptz,
    post         text,
    steps        integer     not null default 0,
    told         text[]      not null default '{}',
    next_at      timestamptz,
    primary key (space, code, agency, day)
);
create index report_period_due on report_period (due_at desc);
create index report_period_missing on report_period (due_at) where item is null;
create index report_period_next on report_period (next_at) where next_at is not null;
create index report_period_day on report_period (space, day);

-- Who was told that it is missing.
create table report_step (
    space     uuid        not null,
    code      text        not null,
    agency    text        not null,
    day       date        not null,
    step      integer     not null,
    who       text        not null,
    percent   integer     not null,
    line_down boolean     not null,
    at        timestamptz not null,
    primary key (space, code, agency, day, step)
);
