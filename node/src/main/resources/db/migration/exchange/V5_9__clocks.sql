-- Milliseconds by which the partner's clock is ahead of ours, behind if negative.
alter table exchange_link add column clock_ahead bigint;
