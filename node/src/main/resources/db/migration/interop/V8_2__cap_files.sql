-- Files of alerts that were chosen together and wait to be imported in the background. Each goes when it is done with,
-- and all of them after a week, when nobody can order or retry that any more.
create table interop_cap_file (
    batch    uuid        not null,
    number   integer     not null,
    account  uuid        not null,
    file     text        not null,
    bytes    bytea       not null,
    added_at timestamptz not null,
    primary key (batch, number)
);

create index interop_cap_file_added on interop_cap_file (added_at);
