-- What became of a partner's log keys: the steps of its roster, one behind the other.
alter table exchange_partner
    add column roster       text    not null default '',
    add column roster_steps integer not null default 0;
