-- The item whose copy came, once it is known: what was noted of it goes when the item goes.
alter table call_note add column item uuid;
drop index call_note_open;
create index call_note_open on call_note (at, id) where settled is null and item is null;
create index call_note_item on call_note (item) where item is not null;
