-- What an officer keeps for the own use of lists. No projection: it is nobody else's, never leaves the node, and says
-- nothing about any item.
create table information_saved_filter (
    id         uuid        not null primary key,
    account    uuid        not null,
    label      text        not null,
    former     text,
    query      text        not null,
    usual      boolean     not null default false,
    saved_at   timestamptz not null,
    removed_at timestamptz
);
create index information_saved_filter_account on information_saved_filter (account, label);
-- At most one is what an officer starts with.
create unique index information_saved_filter_usual on information_saved_filter (account) where usual;

create table information_list_look (
    account uuid    not null primary key,
    columns text[]  not null,
    compact boolean not null
);
