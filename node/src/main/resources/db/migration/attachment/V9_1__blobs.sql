-- Which files lie in the store, by the SHA-256 of their bytes. Their names belong to the items that carry them.
create table attachment_blob (
    hash        bytea       not null primary key check (octet_length(hash) = 32),
    type        text        not null check (type in (
        'image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'application/cap+xml', 'text/plain')),
    size        bigint      not null check (size > 0),
    received_at timestamptz not null
);
