create table configurators (
    id           uuid primary key,
    product_id   uuid not null unique references products (id),
    draft        text not null,
    published    text not null,
    edition      integer not null,
    published_at timestamptz,
    published_by uuid references users (id),
    version      integer not null
);

create table line_configurations (
    id         uuid primary key,
    quote_id   uuid not null references quotes (id),
    deal_id    uuid not null references deals (id),
    product_id uuid not null references products (id),
    line_key   uuid not null,
    edition    integer not null,
    chosen     text not null,
    words      text not null,
    unique (quote_id, line_key)
);
