create table role_rules (
    id      uuid primary key,
    role    text not null unique,
    sees    text not null,
    version integer not null
);

alter table people add column owner_id uuid references users (id);

create index people_by_owner on people (owner_id);
