create table imports (
    id           uuid primary key,
    kind         text not null,
    file_name    text not null,
    file_path    text not null,
    process_id   uuid references processes (id),
    mapping      text not null,
    dry_run      boolean not null,
    state        text not null,
    change_id    uuid not null,
    requested_by uuid,
    requested_at timestamptz not null,
    finished_at  timestamptz,
    heartbeat_at timestamptz,
    rows_done    integer not null,
    rows_total   integer not null,
    created      integer not null,
    updated      integer not null,
    unchanged    integer not null,
    refused      integer not null,
    notices      text not null,
    error        text not null
);

create table import_refusals (
    id        uuid primary key,
    import_id uuid not null references imports (id),
    line      integer not null,
    column_name text not null,
    reason    text not null,
    cells     text not null
);

create index import_refusals_by_import on import_refusals (import_id, line);

create table mappings (
    id         uuid primary key,
    kind       text not null,
    headers    text not null,
    mapping    text not null,
    used_at    timestamptz not null
);

create index mappings_by_headers on mappings (kind, headers);
