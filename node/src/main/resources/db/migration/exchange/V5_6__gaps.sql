-- Entries of our own logs that came back from partners after a loss, some perhaps without their payload. Gone once all
-- payloads are there.
create table exchange_gap (
    origin text   primary key,
    first  bigint not null,
    until  bigint not null check (until > first)
);
