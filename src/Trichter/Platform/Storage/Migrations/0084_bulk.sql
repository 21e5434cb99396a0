create table bulk_runs (
    id           uuid primary key,
    process_id   uuid not null references processes (id),
    what         text not null,
    value        text not null,
    reason       text not null,
    query        text not null,
    chosen       text not null,
    state        text not null,
    change_id    uuid not null,
    requested_by uuid not null references users (id),
    requested_at timestamptz not null,
    finished_at  timestamptz,
    heartbeat_at timestamptz,
    last_id      uuid not null,
    total        integer not null,
    done         integer not null,
    changed      integer not null,
    refused      integer not null
);

create index bulk_runs_waiting on bulk_runs (state, id) where finished_at is null;

create table bulk_refusals (
    id      uuid primary key,
    run_id  uuid not null references bulk_runs (id),
    deal_id uuid not null,
    name    text not null,
    why     text not null,
    data    text not null
);

create index bulk_refusals_by_run on bulk_refusals (run_id, id);
