create extension if not exists pg_trgm;

-- What an operator added to the map, and the one pack that the build made. The files lie in the data folder.
create table map_pack (
    id          uuid             not null primary key,
    kind        text             not null check (kind in ('BUILT_IN', 'BASEMAP', 'BOUNDARIES', 'PLACES', 'LAYER')),
    title       text             not null,
    attribution text             not null,
    file        text             not null,
    hash        bytea            not null unique check (octet_length(hash) = 32),
    size        bigint           not null check (size >= 0),
    features    integer          not null check (features >= 0),
    places      integer          not null check (places >= 0),
    -- What can be drawn out of its tiles; nothing when they are pictures or there are none.
    layers      text[]           not null,
    tiles       text             not null check (tiles in ('NONE', 'SHAPES', 'PICTURES')),
    valid_from  date,
    valid_to    date,
    west        double precision not null,
    south       double precision not null,
    east        double precision not null,
    north       double precision not null,
    min_zoom    integer          not null,
    max_zoom    integer          not null,
    added_at    timestamptz      not null
);

-- Places that can be found by name. Without a position: a list of names alone, placed by others with the same code.
create table map_place (
    id        bigint           not null generated always as identity primary key,
    pack      uuid             not null references map_pack on delete cascade,
    kind      text             not null,
    title     text             not null,
    title_en  text             not null,
    code      text             not null,
    province  text             not null,
    within    text             not null,
    rank      smallint         not null,
    valid_to  date,
    lon       double precision,
    lat       double precision,
    box       double precision[],
    -- Without diacritics and in small letters: the name alone, and with all that it lies within.
    plain     text             not null,
    folded    text             not null
);

create index map_place_folded on map_place using gin (folded gin_trgm_ops);
create index map_place_plain on map_place (plain text_pattern_ops);
create index map_place_pack on map_place (pack);
create index map_place_code on map_place (code) where code <> '';
