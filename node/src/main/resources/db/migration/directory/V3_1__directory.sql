create table directory_agency (
    code       text        not null primary key,
    name_vi    text        not null,
    name_en    text        not null,
    kind       text        not null,
    own        boolean     not null,
    stated_at  timestamptz not null
);
create table directory_unit (
    agency     text        not null,
    code       text        not null,
    name_vi    text        not null,
    name_en    text        not null,
    parent     text,
    valid_from date        not null,
    valid_to   date,
    primary key (agency, code, valid_from)
);
create table directory_post (
    agency     text        not null,
    code       text        not null,
    unit       text        not null,
    name_vi    text        not null,
    name_en    text        not null,
    primary key (agency, code)
);
