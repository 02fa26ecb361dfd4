-- For maps: the newest of each urgency that lie somewhere, without passing those that lie nowhere.
create index information_item_placed on information_item (realm, urgency, applied desc) where lat is not null;
