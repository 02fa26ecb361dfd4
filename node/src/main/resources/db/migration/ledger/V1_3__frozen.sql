-- Why a log is frozen, as a word, and since when.
alter table ledger_log add frozen_for text check (frozen_for in ('FORK', 'LOST', 'DAMAGED'));
alter table ledger_log add frozen_at timestamptz;
update ledger_log
set frozen_at = now(),
    frozen_for = case when frozen like 'two different trees%' then 'FORK'
                      when frozen like '%lost data' then 'LOST'
                      else 'DAMAGED' end
where frozen is not null;
alter table ledger_log add check ((frozen is null) = (frozen_for is null) and (frozen is null) = (frozen_at is null));
