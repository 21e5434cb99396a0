create table invoices (
    id                   uuid primary key,
    deal_id              uuid not null references deals (id),
    order_id             uuid references orders (id),
    company_id           uuid references companies (id),
    kind                 text not null,
    number               text not null,
    issued_on            date,
    due_on               date,
    issued_at            timestamptz,
    issued_by            uuid references users (id),
    supply_from          date,
    supply_to            date,
    buyer_reference      text not null,
    order_reference      text not null,
    buyer_email          text not null,
    delivery_street      text not null,
    delivery_postal_code text not null,
    delivery_city        text not null,
    delivery_country     text not null,
    preceding_id         uuid references invoices (id),
    preceding_number     text not null,
    preceding_on         date,
    note                 text not null,
    created_at           timestamptz not null,
    created_by           uuid references users (id),
    retired_at           timestamptz,
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
    version              integer not null
);

create unique index invoices_by_number on invoices (number) where number <> '';
create index invoices_by_deal on invoices (deal_id);
create index invoices_by_order on invoices (order_id) where order_id is not null;
create index invoices_by_due on invoices (due_on) where number <> '';
create index invoices_by_preceding on invoices (preceding_id) where preceding_id is not null;

create table invoice_lines (
    id              uuid primary key,
    invoice_id      uuid not null references invoices (id),
    deal_id         uuid not null references deals (id),
    down_payment_id uuid references invoices (id),
    key             uuid not null,
    position        integer not null,
    product_id      uuid references products (id),
    article         text not null,
    name            text not null,
    text            text not null,
    quantity        bigint not null,
    unit            text not null,
    price           bigint,
    basis           bigint not null,
    discount        bigint not null,
    tax_class       text not null,
    vat_category    text not null,
    vat_rate        bigint not null,
    cost            bigint,
    interval        text not null,
    term            integer
);

create index invoice_lines_by_invoice on invoice_lines (invoice_id);
create index invoice_lines_by_down_payment on invoice_lines (down_payment_id) where down_payment_id is not null;

create table invoices_kept (
    id          uuid primary key,
    invoice_id  uuid not null unique references invoices (id),
    deal_id     uuid not null references deals (id),
    place       bigint not null unique,
    xml         text not null,
    ksef        text not null,
    html        text not null,
    hash        text not null,
    hash_before text not null,
    made_at     timestamptz not null
);

create table payments (
    id           uuid primary key,
    deal_id      uuid not null references deals (id),
    received_on  date not null,
    amount_minor bigint not null,
    currency     text not null,
    reference    text not null,
    noted_at     timestamptz not null,
    noted_by     uuid references users (id)
);

create index payments_by_deal on payments (deal_id);

create table allocations (
    id           uuid primary key,
    invoice_id   uuid not null references invoices (id),
    deal_id      uuid not null references deals (id),
    payment_id   uuid references payments (id),
    kind         text not null,
    amount_minor bigint not null,
    settled_on   date not null
);

create index allocations_by_invoice on allocations (invoice_id);
create index allocations_by_deal on allocations (deal_id);

create table reminders (
    id         uuid primary key,
    invoice_id uuid not null references invoices (id),
    deal_id    uuid not null references deals (id),
    level      integer not null,
    sent_on    date not null,
    sent_to    text not null,
    sent_by    uuid references users (id),
    unique (invoice_id, level)
);
