-- How often something was deleted that must not be left in the files of the database either, and since when it waits
-- for them to be cleaned; null when nothing does.
alter table ledger_state add erased bigint not null default 0;
alter table ledger_state add erased_since timestamptz;
