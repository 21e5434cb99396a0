-- An order that was changed keeps what it said before.
alter table orders add column revision integer not null default 1;
alter table orders add column change_reason text not null default '';
alter table orders add column agreed_by text not null default '';

create table order_versions (
    id                uuid primary key,
    order_id          uuid not null references orders (id),
    deal_id           uuid not null references deals (id),
    number            integer not null,
    reason            text not null,
    agreed_by         text not null,
    customer_number   text not null,
    ordered_on        date not null,
    promised_on       date,
    confirmed_at      timestamptz,
    lines             text not null,
    kept_at           timestamptz not null,
    kept_by           uuid references users (id),
    language          text not null,
    currency          text not null,
    is_gross          boolean not null,
    title             text not null,
    delivery_terms    text not null,
    payment_days      integer not null,
    skonto_percent    bigint,
    skonto_days       integer,
    discount_percent  bigint,
    freight_minor     bigint not null,
    freight_category  text not null,
    freight_rate      bigint not null,
    buyer_name        text not null,
    buyer_street      text not null,
    buyer_postal_code text not null,
    buyer_city        text not null,
    buyer_country     text not null,
    buyer_vat         text not null,
    buyer_contact     text not null,
    buyer_owes_tax    boolean not null,
    unique (order_id, number)
);

create index order_versions_by_deal on order_versions (deal_id);
