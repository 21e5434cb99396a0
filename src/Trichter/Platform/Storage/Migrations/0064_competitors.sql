create table competitors (
    id         uuid primary key,
    name       text not null,
    strengths  text not null,
    weaknesses text not null,
    reply      text not null,
    retired_at timestamptz,
    version    integer not null
);

create table competitor_offers (
    id            uuid primary key,
    deal_id       uuid not null references deals (id),
    competitor_id uuid not null references competitors (id),
    price_minor   bigint,
    currency      text not null,
    source        text not null,
    seen_on       date not null,
    noted_by      uuid references users (id),
    noted_at      timestamptz not null,
    version       integer not null
);

create index competitor_offers_by_deal on competitor_offers (deal_id);
create index competitor_offers_by_competitor on competitor_offers (competitor_id);
