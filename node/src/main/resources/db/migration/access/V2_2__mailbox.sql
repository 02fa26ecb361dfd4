-- Where notices of an account go: a mailbox of the office or the post, set by an administrator. It stays on this node.
alter table access_account
    add column mailbox text not null default '' check (length(mailbox) <= 200);
