create extension if not exists pg_trgm;

create table search_entries (
    id       uuid primary key,
    kind     text not null,
    title    text not null,
    detail   text not null,
    text     text not null,
    owner_id uuid
);

create index search_index on search_entries using gin (text gin_trgm_ops);
create index search_by_beginning on search_entries (text text_pattern_ops);
