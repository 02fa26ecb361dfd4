-- Entries of an own log that this node signed, lost, and gets back from partners, until all of them are here.
create table ledger_recovered (
    origin text   not null,
    index  bigint not null,
    bytes  bytea  not null,
    salt   bytea,
    body   bytea,
    primary key (origin, index)
);
