-- Partners: a projection of the private log.
create table exchange_partner (
    id           uuid        primary key,
    code         text        not null,
    agency_id    text        not null,
    name_vi      text        not null,
    name_en      text        not null,
    kind         text        not null,
    url          text        not null,
    certificate  bytea       not null,
    pin          bytea       not null,
    log_key      bytea       not null,
    log_key_pq   bytea       not null,
    mirror_key   bytea       not null,
    version      text        not null,
    state        text        not null check (state in ('PENDING', 'ACTIVE', 'SUSPENDED', 'REMOVED')),
    invited_at   timestamptz not null,
    confirmed_at timestamptz
);
create unique index exchange_partner_code on exchange_partner (code) where state <> 'REMOVED';
create unique index exchange_partner_pin on exchange_partner (pin) where state <> 'REMOVED';

-- Own invitations. Only the hash of the secret is kept.
create table exchange_invitation (
    secret_hash bytea       primary key,
    valid_until timestamptz not null,
    used_by     bytea
);

-- Invitations that we took: the secret is kept until the other node knows us.
create table exchange_offer (
    partner     uuid        primary key,
    secret      bytea       not null,
    valid_until timestamptz not null
);

-- The newest verified checkpoint of a partner's log of which not all entries are here yet.
create table exchange_pending (
    origin text   primary key,
    size   bigint not null,
    note   bytea  not null
);

-- Partners' receipts: "we durably hold the first `size` entries of your log".
create table exchange_receipt (
    log         integer     not null,
    partner     uuid        not null,
    size        bigint      not null,
    at          timestamptz not null,
    cosignature bytea       not null,
    primary key (log, partner, size)
);

-- How the line to a partner is, as the instance that serves it last saw it.
create table exchange_link (
    partner      uuid        primary key,
    state        text        not null,
    since        timestamptz not null,
    last_contact timestamptz,
    round_trip   integer,
    version      text,
    url          text,
    problem      text
);

create table exchange_outage (
    partner uuid        not null,
    from_at timestamptz not null,
    to_at   timestamptz,
    primary key (partner, from_at)
);

-- What a partner sent and we refused.
create table exchange_rejection (
    id      bigint      generated always as identity primary key,
    partner text        not null,
    origin  text,
    status  smallint    not null,
    reason  text        not null,
    sha256  bytea       not null,
    length  integer     not null,
    bytes   bytea       not null,
    at      timestamptz not null
);
create index exchange_rejection_partner on exchange_rejection (partner, id);

-- Two signed checkpoints of one log that contradict each other.
create table exchange_evidence (
    id      bigint      generated always as identity primary key,
    origin  text        not null,
    first   bytea       not null,
    second  bytea       not null,
    partner text        not null,
    at      timestamptz not null
);
