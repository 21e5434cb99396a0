create table privacy_requests (
    id           uuid primary key,
    kind         text not null,
    state        text not null,
    person_id    uuid references people (id),
    name         text not null,
    contact      text not null,
    language     text not null,
    received_on  date not null,
    due_on       date not null,
    extended_why text not null,
    proof        text not null,
    owner_id     uuid references users (id),
    answer       text not null,
    settled_at   timestamptz,
    created_at   timestamptz not null,
    version      integer not null
);

create index privacy_requests_open on privacy_requests (due_on) where settled_at is null;
create index privacy_requests_by_person on privacy_requests (person_id);

create table privacy_files (
    id          uuid primary key references privacy_requests (id),
    content     text not null,
    hash        text not null,
    made_at     timestamptz not null,
    released_at timestamptz,
    ends_at     timestamptz,
    fetched_at  timestamptz
);
