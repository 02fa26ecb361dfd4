-- How far the escalation of what is owed has come: steps taken, who was told, and when the next step is to be taken.
-- `next_at` is set only for what this agency owes or is owed.
alter table information_release add column steps integer not null default 0;
alter table information_release add column told text[] not null default '{}';
alter table information_release add column next_at timestamptz;
update information_release r
set steps = case when escalated >= awaited_version then 1 else 0 end,
    told = case when escalated >= awaited_version then '{DUTY_COMMANDER}'::text[] else '{}' end,
    next_at = case when escalated >= awaited_version then null
                   when exists (select from ledger_log l where l.own and l.agency in (r.agency, r.origin))
                   then awaited_by end
where awaited_version is not null;
alter table information_release drop column escalated;
create index information_release_next on information_release (next_at) where next_at is not null;

alter table information_request add column steps integer not null default 0;
alter table information_request add column told text[] not null default '{}';
alter table information_request add column next_at timestamptz;
update information_request q set next_at = due_at
where answered_at is null and exists (select from ledger_log l where l.own and l.agency in (q.asked, q.asker));
create index information_request_next on information_request (next_at) where next_at is not null;
create index information_request_late on information_request (asker, due_at) where answered_at is null and steps > 0;

alter table information_escalation drop constraint information_escalation_pkey;
alter table information_escalation rename column level to who;
alter table information_escalation add column request uuid not null default '00000000-0000-0000-0000-000000000000';
alter table information_escalation add column step integer not null default 1;
alter table information_escalation add column percent integer not null default 100;
alter table information_escalation add column line_down boolean not null default false;
alter table information_escalation add primary key (id, version, agency, request, step);
