-- A space and the versions of its regulation. In force is the newest version that every party signed.
create table space_space (
    id      uuid    not null primary key,
    realm   text    not null,
    founder text    not null
);
create table space_version (
    space       uuid        not null,
    hash        bytea       not null,
    version     integer     not null,
    title       text        not null,
    proposer    text        not null,
    unit        text        not null,
    post        text        not null,
    parties     text[]      not null,
    regulation  jsonb       not null,
    written_at  timestamptz not null,
    received_at timestamptz not null,
    applied     bigint      not null,
    primary key (space, hash)
);
create index space_version_parties on space_version using gin (parties);
create table space_signature (
    space       uuid        not null,
    hash        bytea       not null,
    agency      text        not null,
    unit        text        not null,
    post        text        not null,
    signed_at   timestamptz not null,
    received_at timestamptz not null,
    declined    text,
    primary key (space, hash, agency)
);
create view space_in_force as
select distinct on (v.space) v.*, s.realm
from space_version v
join space_space s on s.id = v.space
where v.parties <@ (select array_agg(g.agency) from space_signature g
                    where g.space = v.space and g.hash = v.hash and g.declined is null)
order by v.space, v.version desc, v.hash;
