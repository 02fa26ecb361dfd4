-- How many partners have to hold what counts of a log that ends because its keys were compromised, from a day on.
create table exchange_ending (
    valid_from timestamptz primary key,
    members    integer     not null check (members between 1 and 50)
);
insert into exchange_ending (valid_from, members) values ('2026-01-01T00:00:00Z', 2);
