-- Up to where an officer has looked through what changed, and the mark before it, so that a slip can be undone. One row
-- an account, overwritten each time: nobody can tell from it who looked when (guardrail G30).
create table watch_looked (
    account_id uuid        not null primary key,
    upto       bigint      not null,
    looked_at  timestamptz not null,
    before     bigint,
    before_at  timestamptz
);
