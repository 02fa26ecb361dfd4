-- The calendar of an officer, read by a program at an address that carries a secret. Only its hash is here.
create table notice_feed (
    id          uuid        primary key,
    account     uuid        not null unique,
    secret_hash bytea       not null unique check (length(secret_hash) = 32),
    created_at  timestamptz not null,
    last_read   timestamptz,
    hour_began  timestamptz not null,
    reads       integer     not null default 0
);
