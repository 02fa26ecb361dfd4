-- Which retention class the author put an item into (null: by its urgency), and since when nothing was changed.
alter table information_item add retention text;
alter table information_item add changed_at timestamptz;
update information_item i
set changed_at = coalesce((select max(v.written_at) from information_version v where v.id = i.id), i.written_at);
alter table information_item alter changed_at set not null;

create function information_retention_class(retention text, urgency text) returns text
    language sql immutable parallel safe
    return coalesce(retention, case when urgency = 'ROUTINE' then 'ROUTINE' else 'INCIDENT' end);
create index information_item_retention
    on information_item (origin, information_retention_class(retention, urgency), changed_at, id);
