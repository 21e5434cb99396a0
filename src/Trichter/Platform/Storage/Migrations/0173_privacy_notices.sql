create table privacy_notices (
    id           uuid primary key,
    number       integer not null unique,
    text         text not null,
    published_at timestamptz not null,
    published_by uuid
);

alter table touches add column notice integer;
