alter table products add column bundle text not null default 'None';

create table bundle_parts (
    id         uuid primary key,
    bundle_id  uuid not null references products (id),
    product_id uuid not null references products (id),
    quantity   bigint not null,
    position   integer not null
);

create index bundle_parts_by_bundle on bundle_parts (bundle_id);
