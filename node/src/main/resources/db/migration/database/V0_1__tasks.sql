-- Work for later: deadlines, retries, reports. The layout is db-scheduler's; who may write here is db-scheduler alone.
create table database_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index database_task_due on database_task (execution_time);
create index database_task_heartbeat on database_task (last_heartbeat);
