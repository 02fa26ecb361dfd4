create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Folds case and accents, also đ, for searching with and without diacritics. The dictionary never changes here, so it
-- may be called immutable and indexed.
create function information_fold(value text) returns text
    language sql immutable parallel safe strict
    return lower(public.unaccent('public.unaccent', normalize(value, nfc)));

-- One row for each item as it stands; what a list shows and filters by.
create table information_item (
    id          uuid        not null primary key,
    space       uuid        not null,
    realm       text        not null,
    origin      text        not null,
    state       text        not null,
    version     integer     not null,
    title       text        not null,
    topic       text        not null,
    urgency     text        not null,
    source_kind text        not null,
    reliability text        not null,
    credibility text        not null,
    event_time  timestamptz not null,
    lat         double precision,
    lon         double precision,
    written_at  timestamptz not null,
    received_at timestamptz not null,
    applied     bigint      not null
);
create index information_item_applied on information_item (realm, applied desc);
create index information_item_urgency on information_item (realm, urgency, applied desc);
create index information_item_topic on information_item (realm, topic, applied desc);
create index information_item_state on information_item (realm, state, applied desc);
create index information_item_origin on information_item (realm, origin, applied desc);
create index information_item_title on information_item using gin (information_fold(title) gin_trgm_ops);

-- Every version for ever. A retraction is the last version and has no content.
create table information_version (
    id             uuid        not null,
    version        integer     not null,
    hash           bytea       not null,
    change         text        not null,
    content        jsonb,
    reason         text,
    unit           text        not null,
    post           text        not null,
    written_at     timestamptz not null,
    received_at    timestamptz not null,
    acknowledge_by timestamptz,
    log            integer     not null,
    index          bigint      not null,
    primary key (id, version)
);

-- Who may have an item, and which version it has not acknowledged yet.
create table information_release (
    id              uuid        not null,
    agency          text        not null,
    origin          text        not null,
    since           timestamptz not null,
    awaited_version integer,
    awaited_by      timestamptz,
    escalated       integer,
    revoked_at      timestamptz,
    revoked_for     text,
    confirmed_at    timestamptz,
    primary key (id, agency)
);
create index information_release_awaited on information_release (agency, awaited_by) where awaited_version is not null;
create index information_release_owed_to on information_release (origin, awaited_by) where awaited_version is not null;

create table information_acknowledgement (
    id          uuid        not null,
    space       uuid        not null,
    version     integer     not null,
    agency      text        not null,
    hash        bytea       not null,
    unit        text        not null,
    post        text        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    primary key (id, version, agency)
);

create table information_request (
    request     uuid        not null primary key,
    id          uuid        not null,
    space       uuid        not null,
    version     integer     not null,
    question    text        not null,
    asker       text        not null,
    unit        text        not null,
    post        text        not null,
    asked       text        not null,
    asked_unit  text,
    due_at      timestamptz not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    answered_at timestamptz
);
create index information_request_item on information_request (id);
create index information_request_open on information_request (asked, due_at) where answered_at is null;

create table information_finding (
    hash        bytea       not null primary key,
    id          uuid        not null,
    space       uuid        not null,
    version     integer     not null,
    request     uuid,
    agency      text        not null,
    unit        text        not null,
    post        text        not null,
    outcome     text        not null,
    reliability text        not null,
    credibility text        not null,
    basis       text        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    applied     bigint      not null
);
create index information_finding_item on information_finding (id);
create index information_finding_request on information_finding (request);

-- An item whose release to us was revoked: that it existed and when it was locked, nothing of what it said.
create table information_locked (
    id           uuid        not null primary key,
    space        uuid        not null,
    realm        text        not null,
    origin       text        not null,
    reason       text        not null,
    locked_at    timestamptz not null,
    confirmed_at timestamptz
);

create table information_escalation (
    id      uuid        not null,
    version integer     not null,
    agency  text        not null,
    level   text        not null,
    reason  text        not null,
    at      timestamptz not null,
    primary key (id, version, agency, level)
);

-- Which attachments the versions of an item carry.
create table information_attachment (
    id    uuid   not null,
    hash  bytea  not null,
    size  bigint not null,
    primary key (id, hash)
);
create index information_attachment_hash on information_attachment (hash);

-- Files of items that were taken back, until they are deleted here. Not a projection: a rebuild no longer sees what the
-- items carried.
create table information_locked_attachment (
    id   uuid  not null,
    hash bytea not null,
    primary key (id, hash)
);

-- What the responses to the newest version add up to (domain.md 5.2). Order of arrival does not matter.
create function information_state(item uuid) returns text
    language sql stable
as $$
    with newest as (
        select v.id, v.version, v.change from information_version v
        where v.id = item order by v.version desc limit 1),
    finding as (
        select f.outcome from information_finding f join newest n on f.id = n.id and f.version = n.version
        order by f.at desc, f.hash limit 1)
    select case
        when n.change = 'RETRACTED' then 'RETRACTED'
        when (select outcome from finding) in ('CONFIRMED', 'PARTLY') then 'VERIFIED'
        when (select outcome from finding) = 'REFUTED' then 'REFUTED'
        when (select outcome from finding) = 'UNDETERMINED' then 'UNDETERMINED'
        when exists (select from information_request r where r.id = n.id and r.answered_at is null)
            then 'UNDER_VERIFICATION'
        when exists (select from information_release r where r.id = n.id and r.revoked_at is null)
            and not exists (
                select from information_release r
                where r.id = n.id and r.revoked_at is null and not exists (
                    select from information_acknowledgement a
                    where a.id = n.id and a.version = n.version and a.agency = r.agency))
            then 'ACKNOWLEDGED'
        when n.change = 'CORRECTED' then 'CORRECTED'
        else 'RELEASED' end
    from newest n
$$;

-- Removes what others said about an item before its author's word for it arrived here, and had no right to: versions,
-- releases and locks of another author, responses from another space. Only the author changes an item, and nothing
-- crosses from one space, and so from one realm, into another.
create function information_author_settles(item uuid, author text, author_log integer, author_space uuid) returns text
    language plpgsql
as $$
begin
    delete from information_version where id = item and log <> author_log;
    delete from information_release where id = item and origin <> author;
    delete from information_locked where id = item and origin <> author;
    delete from information_acknowledgement where id = item and space <> author_space;
    delete from information_request where id = item and space <> author_space;
    delete from information_finding where id = item and space <> author_space;
    return 'RELEASED';
end
$$;
