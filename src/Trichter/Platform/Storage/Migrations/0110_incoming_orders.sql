-- Orders that came as files. The same file, and the same number of the same customer, is one order until it is refused.
create table incoming_orders (
    id              uuid primary key,
    company_id      uuid references companies (id),
    customer_number text not null,
    buyer_name      text not null,
    issued_on       date not null,
    file_name       text not null,
    hash            text not null,
    xml             text not null,
    state           text not null,
    order_id        uuid references orders (id),
    sent_at         timestamptz not null,
    sent_by         uuid references users (id),
    settled_at      timestamptz,
    settled_by      uuid references users (id),
    reason          text not null,
    version         integer not null
);

create unique index incoming_orders_by_hash on incoming_orders (hash) where state <> 'Rejected';
create unique index incoming_orders_by_number on incoming_orders (company_id, customer_number) where state <> 'Rejected' and company_id is not null;
create index incoming_orders_by_order on incoming_orders (order_id) where order_id is not null;
