create table customer_profiles (
    id             uuid primary key,
    name           text not null,
    product        text not null,
    industries     text not null,
    countries      text not null,
    employees_from integer,
    employees_to   integer,
    revenue_from   bigint,
    persona        text not null,
    needs          text not null,
    usps           text not null,
    benefits       text not null,
    created_by     uuid references users (id),
    created_at     timestamptz not null,
    retired_at     timestamptz,
    version        integer not null
);
