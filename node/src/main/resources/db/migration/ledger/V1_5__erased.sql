-- Records that were erased: what comes later about one is neither kept nor projected, but for the kinds in `kept`.
--
-- `log` and `index` are where it was erased. Unless `everybody`, only what that log says is meant.
create table ledger_erased (
    subject   uuid    not null,
    log       integer not null,
    index     bigint  not null,
    space     uuid    not null,
    everybody boolean not null,
    kept      text[]  not null,
    primary key (subject, log)
);
