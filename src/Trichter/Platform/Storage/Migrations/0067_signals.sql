create table signals (
    id          uuid primary key,
    deal_id     uuid not null references deals (id),
    kind        text not null,
    source      text not null,
    note        text not null,
    at          timestamptz not null,
    activity_id uuid not null,
    noted_by    uuid references users (id),
    noted_at    timestamptz not null
);

create index signals_by_deal on signals (deal_id, at);
create index signals_by_activity on signals (activity_id);
