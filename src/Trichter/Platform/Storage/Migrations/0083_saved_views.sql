create table saved_views (
    id       uuid primary key,
    page     text not null,
    name     text not null,
    query    text not null,
    owner_id uuid references users (id),
    share    text not null,
    version  integer not null
);

create unique index saved_views_by_name on saved_views (owner_id, page, name);
create index saved_views_by_page on saved_views (page, share);
