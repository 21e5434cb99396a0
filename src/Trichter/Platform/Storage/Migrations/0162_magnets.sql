create table magnets (
    id           uuid primary key,
    name         text not null,
    content_type text not null,
    size         integer not null,
    added_by     uuid references users (id),
    added_at     timestamptz not null,
    retired_at   timestamptz,
    version      integer not null
);

create table magnet_links (
    id         uuid primary key,
    token_hash text not null unique,
    magnet_id  uuid not null references magnets (id),
    page_id    uuid not null references landing_pages (id),
    person_id  uuid,
    deal_id    uuid,
    source     text not null,
    medium     text not null,
    campaign   text not null,
    created_at timestamptz not null,
    good_until timestamptz not null,
    downloads  integer not null
);

create index magnet_links_by_magnet on magnet_links (magnet_id, person_id, created_at);
create index magnet_links_by_person on magnet_links (person_id);

alter table landing_pages add column magnet_id uuid references magnets (id);
alter table landing_pages add column magnet_at_once boolean not null default false;
