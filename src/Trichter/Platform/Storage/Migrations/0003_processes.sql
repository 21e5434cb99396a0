create table processes (
    id                 uuid primary key,
    key                text not null unique,
    name               text not null,
    description        text not null,
    position           integer not null,
    current_version_id uuid not null,
    retired_at         timestamptz
);

create table process_versions (
    id           uuid primary key,
    process_id   uuid not null references processes (id),
    number       integer not null,
    state        text not null,
    published_at timestamptz,
    unique (process_id, number)
);

create table stages (
    id                     uuid primary key,
    version_id             uuid not null references process_versions (id),
    key                    text not null,
    position               integer not null,
    name                   text not null,
    section                text not null,
    phases                 text not null,
    goal                   text not null,
    target_days            integer,
    rotting_days           integer,
    probability            integer,
    optional               boolean not null,
    for_new_customers      boolean not null,
    for_existing_customers boolean not null,
    criteria               text not null,
    activities             text not null,
    unique (version_id, key)
);
