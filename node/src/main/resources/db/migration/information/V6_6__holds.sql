-- Who says until when an item must not be erased. One stands for each agency: a new one takes the place of the one before.
create table information_hold (
    id         uuid        not null,
    agency     text        not null,
    space      uuid        not null,
    realm      text        not null,
    reason     text        not null,
    reference  text        not null,
    unit       text        not null,
    post       text        not null,
    since      timestamptz not null,
    until      timestamptz not null,
    lifted_at  timestamptz,
    ended      text        check (ended in ('LIFTED', 'EXPIRED', 'REPLACED')),
    index      bigint      not null,
    applied    bigint      not null,
    primary key (id, agency, space, index)
);
create unique index information_hold_standing on information_hold (id, agency, space) where lifted_at is null;
create index information_hold_until on information_hold (realm, until) where lifted_at is null;
create index information_hold_ended on information_hold (realm, lifted_at desc) where lifted_at is not null;

-- The author erased it and this agency holds it: done when the hold ends. `log` and `index` are where it was erased.
alter table information_erased add held boolean not null default false;
alter table information_erased add log integer not null default 0;
alter table information_erased add index bigint not null default 0;
create index information_erased_held on information_erased (id) where held;
