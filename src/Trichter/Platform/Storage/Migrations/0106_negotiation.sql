create table negotiation_plans (
    id                uuid primary key,
    deal_id           uuid not null unique references deals (id),
    strategy          text not null,
    target            text not null,
    "limit"           text not null,
    opening           text not null,
    our_alternative   text not null,
    their_alternative text not null,
    version           integer not null
);

create table negotiation_rounds (
    id        uuid primary key,
    deal_id   uuid not null references deals (id),
    held_on   date not null,
    channel   text not null,
    people    text not null,
    note      text not null,
    before_id uuid references quote_versions (id),
    after_id  uuid references quote_versions (id),
    next_on   date,
    noted_by  uuid references users (id),
    noted_at  timestamptz not null,
    version   integer not null
);

create index negotiation_rounds_by_deal on negotiation_rounds (deal_id);

create table asks (
    id         uuid primary key,
    deal_id    uuid not null references deals (id),
    side       text not null,
    subject    text not null,
    importance integer not null,
    state      text not null,
    noted_at   timestamptz not null,
    settled_at timestamptz,
    version    integer not null
);

create index asks_by_deal on asks (deal_id);

create table concession_kinds (
    id            uuid primary key,
    name          text not null,
    measure       text not null,
    value         integer not null,
    unit_cost     bigint,
    annual_rate   bigint,
    product_id    uuid references products (id),
    seller_limit  bigint,
    manager_limit bigint,
    until         date,
    retired_at    timestamptz,
    version       integer not null
);

create table concessions (
    id           uuid primary key,
    deal_id      uuid not null references deals (id),
    kind_id      uuid not null references concession_kinds (id),
    amount       bigint not null,
    cost_minor   bigint,
    currency     text not null,
    ask_id       uuid references asks (id),
    in_return_id uuid references asks (id),
    is_goodwill  boolean not null,
    note         text not null,
    state        text not null,
    offered_by   uuid references users (id),
    offered_at   timestamptz not null,
    settled_at   timestamptz,
    version      integer not null
);

create index concessions_by_deal on concessions (deal_id);
create index concessions_by_kind on concessions (kind_id);

create table closing_questions (
    id       uuid primary key,
    deal_id  uuid not null references deals (id),
    asked_on date not null,
    answer   text not null,
    words    text not null,
    asked_by uuid references users (id),
    noted_at timestamptz not null
);

create index closing_questions_by_deal on closing_questions (deal_id);
