-- Finding items by the words of their titles and of the areas that public warnings name. Never by their texts (G2).
--
-- The projection fills `words`; how is told at SearchWords. Of every syllable it holds the plain form, without any
-- marks (`quet`), and, when it bears marks, the exact one: its tone as a digit, then its letters (`=5quet`).
alter table information_item
    add column words       tsvector not null default '',
    add column warned_area text,
    add column files       smallint not null default 0;

-- What was here before. An expression for once: whatever comes later is written by the projection.
create function pg_temp.information_words(value text, weight text, shift integer) returns text
    language sql as
$$
    with word as (
        select w, (row_number() over (order by at) + shift) as place,
            normalize(translate(normalize(w, nfd), u&'\0300\0301\0303\0309\0323', ''), nfc) as base,
            case when normalize(w, nfd) ~ u&'\0300' then 2 when normalize(w, nfd) ~ u&'\0301' then 1
                 when normalize(w, nfd) ~ u&'\0303' then 4 when normalize(w, nfd) ~ u&'\0309' then 3
                 when normalize(w, nfd) ~ u&'\0323' then 5 else 0 end as tone
        from regexp_split_to_table(lower(normalize(value, nfc)), '[^[:alnum:]]+') with ordinality t (w, at)
        where w <> ''),
    form as (
        select place, w, regexp_replace(left(base, 60), '^([hklmst])y$', '\1i') as base, tone,
            regexp_replace(left(replace(
                normalize(regexp_replace(normalize(w, nfd), u&'[\0300-\036f]', '', 'g'), nfc), 'đ', 'd'), 60),
                '^([hklmst])y$', '\1i') as plain
        from word)
    select coalesce(string_agg('''' || plain || ''':' || place || weight ||
        case when plain = base and tone = 0 then '' else ' ''=' || tone || base || ''':' || place || weight end, ' '), '')
    from form
$$;
update information_item i
set warned_area = v.content -> 'warning' ->> 'areaDescription',
    files = jsonb_array_length(coalesce(v.content -> 'attachments', '[]')),
    words = (pg_temp.information_words(i.title, 'A', 0) || ' ' ||
             pg_temp.information_words(coalesce(v.content -> 'warning' ->> 'areaDescription', ''), 'B', 1000))::tsvector
from information_version v
where v.id = i.id and v.version = (
    select max(n.version) from information_version n where n.id = i.id and n.content is not null);

create index information_item_words on information_item using gin (words);
drop index information_item_title;

-- For lists of a period, which are ordered by when an item was written, and for lists by urgency within it.
create index information_item_written on information_item (realm, written_at desc, applied desc);
create index information_item_urgency_written on information_item (realm, urgency, written_at desc, applied desc);
create index information_item_files on information_item (realm, applied desc) where files > 0;
create index information_item_place on information_item using gist (point(lon, lat)) where lat is not null;
