create table orders (
    id                   uuid primary key,
    deal_id              uuid not null references deals (id),
    company_id           uuid references companies (id),
    number               text not null unique,
    quote_version_id     uuid references quote_versions (id),
    customer_number      text not null,
    state                text not null,
    ordered_on           date not null,
    promised_on          date,
    delivery_street      text not null,
    delivery_postal_code text not null,
    delivery_city        text not null,
    delivery_country     text not null,
    cancel_reason        text not null,
    confirmed_at         timestamptz,
    cancelled_at         timestamptz,
    created_at           timestamptz not null,
    created_by           uuid references users (id),
    language             text not null,
    currency             text not null,
    is_gross             boolean not null,
    title                text not null,
    delivery_terms       text not null,
    payment_days         integer not null,
    skonto_percent       bigint,
    skonto_days          integer,
    discount_percent     bigint,
    freight_minor        bigint not null,
    freight_category     text not null,
    freight_rate         bigint not null,
    buyer_name           text not null,
    buyer_street         text not null,
    buyer_postal_code    text not null,
    buyer_city           text not null,
    buyer_country        text not null,
    buyer_vat            text not null,
    buyer_contact        text not null,
    buyer_owes_tax       boolean not null,
    net_minor            bigint not null,
    vat_minor            bigint not null,
    gross_minor          bigint not null,
    contract_minor       bigint not null,
    steps                integer not null,
    version              integer not null
);

create index orders_by_deal on orders (deal_id);
create unique index orders_by_customer_number on orders (company_id, customer_number) where customer_number <> '' and state <> 'Cancelled' and company_id is not null;
create unique index orders_by_quote_version on orders (quote_version_id) where state <> 'Cancelled' and quote_version_id is not null;

create table order_lines (
    id           uuid primary key,
    order_id     uuid not null references orders (id),
    deal_id      uuid not null references deals (id),
    key          uuid not null,
    position     integer not null,
    product_id   uuid references products (id),
    article      text not null,
    name         text not null,
    text         text not null,
    quantity     bigint not null,
    unit         text not null,
    price        bigint,
    basis        bigint not null,
    discount     bigint not null,
    tax_class    text not null,
    vat_category text not null,
    vat_rate     bigint not null,
    cost         bigint,
    interval     text not null,
    term         integer,
    cancelled    bigint not null
);

create index order_lines_by_order on order_lines (order_id);

create table deliveries (
    id           uuid primary key,
    order_id     uuid not null references orders (id),
    deal_id      uuid not null references deals (id),
    number       text not null unique,
    delivered_on date not null,
    items        text not null,
    note         text not null,
    result       text,
    accepted_by  text not null,
    accepted_on  date,
    defects      text not null,
    satisfaction integer,
    created_at   timestamptz not null,
    created_by   uuid references users (id),
    version      integer not null
);

create index deliveries_by_order on deliveries (order_id);
create index deliveries_by_deal on deliveries (deal_id);
