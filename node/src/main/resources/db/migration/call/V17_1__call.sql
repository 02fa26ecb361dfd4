-- Calls: a projection of the private log.
create table call_contact (
    agency    text primary key,
    office    text not null,
    duty_line text not null,
    radio     text not null
);

-- What we read to a partner, and what it read back.
create table call_reading (
    id        uuid        primary key,
    agency    text        not null,
    item      uuid        not null,
    version   integer     not null,
    number    text        not null,
    post      text        not null,
    read_back text        not null,
    at        timestamptz not null,
    by_post   text        not null
);
create index call_reading_item on call_reading (item);
create index call_reading_at on call_reading (at desc, id);

-- What a partner read to us.
create table call_note (
    id         uuid        primary key,
    agency     text        not null,
    post       text        not null,
    number     text,
    realm      text        not null,
    urgency    text        not null,
    title      text        not null,
    text       text        not null,
    at         timestamptz not null,
    by_post    text        not null,
    settled    text,
    settled_at timestamptz
);
-- The same call is noted once.
create unique index call_note_number on call_note (agency, number);
create index call_note_open on call_note (at, id) where settled is null;
create index call_note_at on call_note (at desc, id);
