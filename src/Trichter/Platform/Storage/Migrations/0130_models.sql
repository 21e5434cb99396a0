create table models (
    id         uuid primary key,
    process_id uuid not null references processes (id),
    trained_at timestamptz not null,
    day        date not null,
    horizon    integer not null,
    rows       integer not null,
    deals      integer not null,
    silent     text,
    model      text not null,
    groups     text not null
);

create unique index models_by_process on models (process_id);
