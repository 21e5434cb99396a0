create table landing_pages (
    id          uuid primary key,
    path        text not null unique,
    language    text not null,
    title       text not null,
    body        text not null,
    thanks      text not null,
    questions   text not null,
    asks_phone  boolean not null,
    wording_id  uuid references consent_wordings (id),
    purposes    text not null,
    process_id  uuid not null references processes (id),
    source      text not null,
    published   integer,
    created_by  uuid references users (id),
    created_at  timestamptz not null,
    retired_at  timestamptz,
    version     integer not null
);

create table landing_versions (
    id           uuid primary key,
    page_id      uuid not null references landing_pages (id),
    number       integer not null,
    content      text not null,
    published_at timestamptz not null,
    published_by uuid references users (id),
    unique (page_id, number)
);

create table touches (
    id        uuid primary key,
    kind      text not null,
    person_id uuid,
    deal_id   uuid,
    page_id   uuid,
    at        timestamptz not null,
    source    text not null,
    medium    text not null,
    campaign  text not null,
    content   text not null,
    term      text not null,
    referrer  text not null
);

create index touches_by_deal on touches (deal_id, at);
create index touches_by_person on touches (person_id, at);

create table tracked_links (
    id         uuid primary key,
    code       text not null unique,
    target     text not null,
    source     text not null,
    medium     text not null,
    campaign   text not null,
    content    text not null,
    term       text not null,
    created_by uuid references users (id),
    created_at timestamptz not null,
    retired_at timestamptz,
    version    integer not null
);

create table visit_counts (
    key      text primary key,
    place_id uuid not null,
    day      date not null,
    referrer text not null,
    source   text not null,
    medium   text not null,
    campaign text not null,
    content  text not null,
    visits   bigint not null
);

create index visit_counts_by_place on visit_counts (place_id, day);
