create table our_companies (
    id             uuid primary key,
    legal_name     text not null,
    street         text not null,
    postal_code    text not null,
    city           text not null,
    country        text not null,
    vat_number     text not null,
    tax_number     text not null,
    register_entry text not null,
    directors      text not null,
    contact_name   text not null,
    phone          text not null,
    email          text not null,
    bank_name      text not null,
    iban           text not null,
    bic            text not null,
    small_business boolean not null,
    payment_days   integer not null,
    quote_days     integer not null,
    version        integer not null
);

create table tax_tables (
    id      uuid primary key,
    rates   text not null,
    version integer not null
);

create table number_ranges (
    id      uuid primary key,
    kind    text not null unique,
    pattern text not null,
    version integer not null
);

create table number_counters (
    kind        text not null,
    period      text not null,
    last_number bigint not null,
    primary key (kind, period)
);

create table products (
    id            uuid primary key,
    key           text not null unique,
    name          text not null,
    text          text not null,
    find_by       text not null,
    kind          text not null,
    unit          text not null,
    tax_class     text not null,
    cost          bigint,
    cost_currency text not null,
    gtin          text not null,
    cn_code       text not null,
    origin        text not null,
    pkwiu         text not null,
    gtu           text not null,
    interval      text not null,
    minimum_term  integer,
    active_from   date,
    active_to     date,
    external_id   text not null,
    version       integer not null
);

create table price_lists (
    id           uuid primary key,
    name         text not null,
    currency     text not null,
    is_gross     boolean not null,
    valid_from   date,
    valid_to     date,
    audience     text not null,
    company_id   uuid references companies (id),
    audience_key text not null,
    priority     integer not null,
    retired_at   timestamptz,
    version      integer not null
);

create index price_lists_by_company on price_lists (company_id) where company_id is not null;

create table price_rows (
    id            uuid primary key,
    list_id       uuid not null references price_lists (id),
    product_id    uuid not null references products (id),
    from_quantity bigint not null,
    price         bigint not null,
    basis         bigint not null,
    tiers         text not null,
    version       integer not null
);

create index price_rows_by_list on price_rows (list_id);
create index price_rows_by_product on price_rows (product_id);
