create table access_account (
    id                   uuid primary key,
    username             text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    display_name         text not null check (length(display_name) between 1 and 100),
    password_hash        text not null check (password_hash like '$argon2id$%'),
    unit                 text not null check (length(unit) <= 64),
    post                 text not null check (length(post) <= 120),
    roles                text[] not null check (cardinality(roles) > 0),
    language             text not null check (language in ('vi', 'en')),
    active               boolean not null,
    must_change_password boolean not null,
    created_at           timestamptz not null,
    -- Upkeep and oversight stay apart from content.
    check (cardinality(roles) = 1 or not roles && array['ADMINISTRATOR', 'AUDITOR'])
);

create table access_session (
    token_hash   bytea primary key check (length(token_hash) = 32),
    account_id   uuid not null references access_account,
    created_at   timestamptz not null,
    last_used_at timestamptz not null
);
create index access_session_account on access_session (account_id);

create table access_token (
    id           uuid primary key,
    token_hash   bytea not null unique check (length(token_hash) = 32),
    account_id   uuid not null references access_account,
    name         text not null check (length(name) between 1 and 100),
    scopes       text[] not null check (cardinality(scopes) > 0),
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_on date,
    revoked_at   timestamptz
);
create index access_token_account on access_token (account_id);

create table access_throttle (
    subject       text primary key,
    failures      integer not null,
    last_at       timestamptz not null,
    blocked_until timestamptz not null
);

-- The one-time link by which the first administrator is made; at most one row.
create table access_setup_link (
    only_one   boolean primary key default true check (only_one),
    token_hash bytea not null check (length(token_hash) = 32),
    created_at timestamptz not null
);

create table access_idempotency (
    actor        uuid not null,
    key          text not null,
    request_hash bytea not null,
    started_at   timestamptz not null,
    attempt      uuid not null,
    status       integer,
    headers      text[],
    body         bytea,
    primary key (actor, key)
);
create index access_idempotency_started on access_idempotency (started_at);
