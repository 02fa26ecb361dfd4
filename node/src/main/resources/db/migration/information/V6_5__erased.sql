-- An item that its author erased: that it was, by whose decision and why it no longer is, nothing of what it said.
-- Keyed by author too: a stranger who says that he erased an item that is not here yet changes nothing.
create table information_erased (
    id          uuid        not null,
    origin      text        not null,
    space       uuid        not null,
    realm       text        not null,
    reason      text        not null,
    unit        text        not null,
    post        text        not null,
    erased_at   timestamptz not null,
    received_at timestamptz not null,
    parties     text[]      not null,
    confirmed   boolean     not null default false,
    applied     bigint      not null,
    primary key (id, origin)
);
create index information_erased_applied on information_erased (realm, applied desc);
create index information_erased_unconfirmed on information_erased (applied) where not confirmed;

-- Which agency said that nothing of it is left at its node.
create table information_erasure (
    id           uuid        not null,
    agency       text        not null,
    space        uuid        not null,
    confirmed_at timestamptz not null,
    primary key (id, agency, space)
);

-- As before (V6_1), and what others claimed to have erased.
create or replace function information_author_settles(item uuid, author text, author_log integer, author_space uuid)
    returns text
    language plpgsql
as $$
begin
    delete from information_version where id = item and log <> author_log;
    delete from information_release where id = item and origin <> author;
    delete from information_locked where id = item and origin <> author;
    delete from information_erased where id = item and (origin <> author or space <> author_space);
    delete from information_acknowledgement where id = item and space <> author_space;
    delete from information_request where id = item and space <> author_space;
    delete from information_finding where id = item and space <> author_space;
    return 'RELEASED';
end
$$;
