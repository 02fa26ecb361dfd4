-- What is usual from a day on, for texts that say nothing else (domain.md 5.2). A new row changes it from its day.
create table space_usual (
    valid_from date  not null primary key,
    regime     jsonb not null
);
insert into space_usual (valid_from, regime) values ('1900-01-01', '{
  "acknowledgeWithin": {"FLASH": 10, "IMMEDIATE": 30, "PRIORITY": 120, "ROUTINE": 1440},
  "verifyWithin": {"FLASH": 240, "IMMEDIATE": 720, "PRIORITY": 1440, "ROUTINE": 7200},
  "answerWithin": {"FLASH": 240, "IMMEDIATE": 720, "PRIORITY": 1440, "ROUTINE": 7200},
  "signWithin": 4320,
  "escalation": {
    "FLASH": [{"who": "DUTY_OFFICER", "percent": 100}, {"who": "DUTY_COMMANDER", "percent": 100},
              {"who": "STAFF_HEAD", "percent": 300}],
    "IMMEDIATE": [{"who": "DUTY_OFFICER", "percent": 100}, {"who": "DUTY_COMMANDER", "percent": 200},
                  {"who": "STAFF_HEAD", "percent": 300}],
    "PRIORITY": [{"who": "DUTY_OFFICER", "percent": 100}, {"who": "DUTY_COMMANDER", "percent": 200},
                 {"who": "STAFF_HEAD", "percent": 300}],
    "ROUTINE": [{"who": "DUTY_OFFICER", "percent": 100}, {"who": "DUTY_COMMANDER", "percent": 200},
                {"who": "STAFF_HEAD", "percent": 300}]},
  "quiet": {"from": "22:00:00", "to": "06:00:00", "through": ["FLASH", "IMMEDIATE"]}
}');

-- What the parties say to a text before they sign it.
create table space_comment (
    space       uuid        not null,
    hash        bytea       not null,
    agency      text        not null,
    unit        text        not null,
    post        text        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    applied     bigint      not null,
    text        text        not null,
    primary key (hash, applied)
);

-- What all parties signed, from when on, and for which days.
drop view space_in_force;
create view space_signed as
select v.*, s.realm, g.signed_at, (v.regulation ->> 'validFrom')::date as valid_from,
       (v.regulation ->> 'validTo')::date as valid_to
from space_version v
join space_space s on s.id = v.space
join lateral (select array_agg(g.agency) as agencies, max(g.signed_at) as signed_at from space_signature g
              where g.space = v.space and g.hash = v.hash and g.declined is null and g.agency = any(v.parties)) g
    on v.parties <@ g.agencies;

-- Of each space the newest text that all had signed by a moment and that had begun on a day, unless it has ended.
create function space_in_force(moment timestamptz, day date) returns setof space_signed
    language sql stable
as $$
    select f.* from (
        select distinct on (v.space) v.* from space_signed v
        where v.signed_at <= moment and v.valid_from <= day
        order by v.space, v.version desc, v.hash) f
    where f.valid_to is null or f.valid_to >= day
$$;
