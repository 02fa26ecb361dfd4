-- How fast this agency handles what a sender of alerts calls so urgent and so severe. Data, not code: a row is ended
-- and another one begun when the agencies agree otherwise. A scale of handling only; what the sender said is kept.
create table interop_cap_urgency (
    urgency    text not null check (urgency in ('Immediate', 'Expected', 'Future', 'Past', 'Unknown')),
    severity   text not null check (severity in ('Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown')),
    level      text not null check (level in ('ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH')),
    valid_from date not null,
    valid_to   date check (valid_to > valid_from),
    source     text not null,
    primary key (urgency, severity, valid_from)
);

insert into interop_cap_urgency (urgency, severity, level, valid_from, source)
select u.urgency, s.severity, (array['ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH'])[level], date '2000-01-01',
    'default of the product; CAP 1.2 section 3.2.2'
from (values
    ('Immediate', array[4, 3, 2, 1, 2]),
    ('Expected',  array[3, 2, 2, 1, 1]),
    ('Future',    array[2, 2, 1, 1, 1]),
    ('Past',      array[1, 1, 1, 1, 1]),
    ('Unknown',   array[3, 2, 1, 1, 1])) as u (urgency, levels)
cross join lateral unnest(
    array['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'], u.levels) as s (severity, level);

-- Which alert made which item. A sender's identifier names one message for ever (CAP 1.2 section 3.2.1).
create table interop_cap (
    sender       text        not null,
    identifier   text        not null,
    sent         timestamptz not null,
    original     bytea       not null,
    msg_type     text        not null,
    signature    text        not null,
    item         text,
    item_version integer,
    item_hash    bytea,
    imported_at  timestamptz not null,
    primary key (sender, identifier)
);
create index interop_cap_item on interop_cap (item);
