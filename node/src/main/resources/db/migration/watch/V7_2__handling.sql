-- What was put off or handed over, by the name that it has in the queue.
create table watch_handling (
    key     text        not null primary key,
    mark    text        not null,
    until   timestamptz,
    reason  text,
    unit    text,
    post    text,
    by_post text        not null,
    at      timestamptz not null
);
