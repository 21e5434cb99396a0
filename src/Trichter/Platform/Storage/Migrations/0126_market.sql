create table suspect_lists (
    id          uuid primary key,
    name        text not null,
    supplier    text not null,
    source      text not null,
    acquired_on date,
    contract    text not null,
    price       bigint,
    expires_on  date,
    ground      text not null,
    channels    text not null,
    suppressed  integer not null,
    known       integer not null,
    created_by  uuid references users (id),
    created_at  timestamptz not null,
    retired_at  timestamptz,
    version     integer not null
);

create table suspects (
    id           uuid primary key,
    list_id      uuid not null,
    name         text not null,
    name_key     text not null,
    country      text not null,
    postal_code  text not null,
    city         text not null,
    street       text not null,
    industry     text not null,
    old_industry text not null,
    employees    integer,
    revenue      bigint,
    domain       text not null,
    email        text not null,
    phone        text not null,
    vat_number   text not null,
    company_id   uuid
);

create index suspects_by_list on suspects (list_id, id);
create index suspects_by_industry on suspects (industry, employees);
create index suspects_by_place on suspects (country, postal_code);
create index suspects_by_name on suspects (name_key, postal_code);
create index suspects_by_vat on suspects (vat_number) where vat_number <> '';
create index suspects_by_domain on suspects (domain) where domain <> '';
create index suspects_by_company on suspects (company_id) where company_id is not null;
create index suspects_by_old_industry on suspects (old_industry) where old_industry <> '' and industry = '';

create table target_groups (
    id         uuid primary key,
    name       text not null,
    product    text not null,
    query      text not null,
    created_by uuid references users (id),
    created_at timestamptz not null,
    retired_at timestamptz,
    version    integer not null
);

create table industry_moves (
    old_code   text not null,
    path       text not null,
    is_partial boolean not null,
    primary key (old_code, path)
);

create table industry_decisions (
    id       uuid primary key,
    old_code text not null unique,
    path     text not null
);
