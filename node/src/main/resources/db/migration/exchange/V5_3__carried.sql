-- Files that were carried by hand: made here for a partner (outgoing), or taken in from one.
create table exchange_journey (
    id       uuid        primary key,
    partner  uuid        not null,
    outgoing boolean     not null,
    at       timestamptz not null,
    bytes    bigint      not null,
    more     boolean     not null,
    taken    boolean     not null default false
);
create index exchange_journey_newest on exchange_journey (partner, outgoing, at desc);

-- Which entries of a log were in it, and the size of the checkpoint that they lead to.
create table exchange_journey_log (
    journey    uuid    not null references exchange_journey,
    log        integer not null,
    from_index bigint  not null,
    to_index   bigint  not null,
    size       bigint  not null,
    primary key (journey, log)
);

-- Late payloads in a file of which it is not known yet whether the partner took it.
create table exchange_journey_late (
    journey uuid    not null references exchange_journey,
    log     integer not null,
    index   bigint  not null,
    primary key (journey, log, index)
);

-- Attachments, or the rest of one, that are still to be carried to a partner.
create table exchange_file_due (
    partner uuid   not null,
    hash    bytea  not null,
    next    bigint not null,
    place   bigint generated always as identity,
    primary key (partner, hash)
);
