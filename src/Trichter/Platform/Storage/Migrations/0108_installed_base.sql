alter table products add column warranty_months integer;

create table installed_items (
    id             uuid primary key,
    company_id     uuid not null references companies (id),
    deal_id        uuid references deals (id),
    delivery_id    uuid references deliveries (id),
    product_id     uuid references products (id),
    name           text not null,
    serial         text not null,
    quantity       bigint not null,
    site           text not null,
    accepted_on    date,
    warranty_until date,
    contract       text not null,
    sold_by        text not null,
    price_minor    bigint,
    currency       text not null,
    note           text not null,
    retired_at     timestamptz,
    version        integer not null
);

create index installed_items_by_company on installed_items (company_id);
create index installed_items_by_delivery on installed_items (delivery_id) where delivery_id is not null;
create index installed_items_by_warranty on installed_items (warranty_until) where retired_at is null;
create index installed_items_in_use on installed_items (id) where retired_at is null;
