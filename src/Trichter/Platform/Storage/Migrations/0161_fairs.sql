create table fairs (
    id         uuid primary key,
    name       text not null,
    place      text not null,
    from_day   date not null,
    to_day     date not null,
    source     text not null,
    campaign   text not null,
    process_id uuid not null references processes (id),
    wording_id uuid references consent_wordings (id),
    interests  text not null,
    created_by uuid references users (id),
    created_at timestamptz not null,
    retired_at timestamptz,
    version    integer not null
);

create table fair_entries (
    id         uuid primary key,
    fair_id    uuid not null references fairs (id),
    person_id  uuid,
    deal_id    uuid,
    is_new     boolean not null,
    heat       text not null,
    interests  text not null,
    asked      boolean not null,
    entered_by uuid not null references users (id),
    entered_at timestamptz not null,
    arrived_at timestamptz not null
);

create index fair_entries_by_fair on fair_entries (fair_id, entered_at);
create index fair_entries_by_user on fair_entries (entered_by, arrived_at);
create index fair_entries_by_person on fair_entries (person_id);
