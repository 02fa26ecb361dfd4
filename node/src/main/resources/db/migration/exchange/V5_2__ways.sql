-- Which way a partner's log came last, and what its author has yet to be told because it did not come straight from it.
create table exchange_arrival (
    origin       text   primary key,
    via          text   not null,
    -- From here on entries came from another than the author: payloads that are released to us may be missing.
    relayed_from bigint,
    -- Our receipt for this many entries has not reached the author.
    receipt_size bigint
);

-- When a partner that we cannot reach last came to fetch what it lacks.
alter table exchange_link add column fetched_at timestamptz;
