-- One row: the SHA-256 of the TLS key that partners know this node by.
create table exchange_self (
    one boolean primary key default true check (one),
    pin bytea   not null
);
