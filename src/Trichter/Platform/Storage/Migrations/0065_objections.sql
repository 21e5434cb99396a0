create table proof_points (
    id           uuid primary key,
    kind         text not null,
    name         text not null,
    text         text not null,
    company_id   uuid references companies (id),
    link         text not null,
    industry     text not null,
    permission   text not null,
    permitted_by text not null,
    permitted_on date,
    expires_on   date,
    retired_at   timestamptz,
    version      integer not null
);

create index proof_points_by_company on proof_points (company_id) where company_id is not null;

create table objection_kinds (
    id         uuid primary key,
    key        text not null unique,
    name       text not null,
    position   integer not null,
    about_price boolean not null,
    answers    text not null,
    proofs     text not null,
    retired_at timestamptz,
    version    integer not null
);

create table objections (
    id                  uuid primary key,
    deal_id             uuid not null references deals (id),
    kind_id             uuid not null references objection_kinds (id),
    words               text not null,
    said_by             text not null,
    weight              text not null,
    competitor_offer_id uuid references competitor_offers (id),
    state               text not null,
    noted_by            uuid references users (id),
    noted_at            timestamptz not null,
    answered_at         timestamptz,
    version             integer not null
);

create index objections_by_deal on objections (deal_id);
create index objections_by_kind on objections (kind_id);

create table objection_replies (
    id           uuid primary key,
    deal_id      uuid not null references deals (id),
    objection_id uuid not null references objections (id),
    kind_id      uuid not null references objection_kinds (id),
    answer_key   text not null,
    tone         text not null,
    text         text not null,
    proof_id     uuid references proof_points (id),
    result       text not null,
    replied_by   uuid references users (id),
    replied_at   timestamptz not null
);

create index objection_replies_by_deal on objection_replies (deal_id);
create index objection_replies_by_objection on objection_replies (objection_id);
create index objection_replies_by_answer on objection_replies (kind_id, answer_key);
create index objection_replies_by_proof on objection_replies (proof_id) where proof_id is not null;
