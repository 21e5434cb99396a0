create table lead_clocks (
    id           uuid primary key,
    deal_id      uuid not null unique references deals (id),
    arrived_at   timestamptz not null,
    due_at       timestamptz,
    contacted_at timestamptz,
    missed_at    timestamptz,
    ended_at     timestamptz,
    rerouted     integer not null,
    version      integer not null
);

create index lead_clocks_running on lead_clocks (due_at) where contacted_at is null and ended_at is null;

create table first_contact_rules (
    id       uuid primary key,
    minutes  integer not null,
    reroutes integer not null,
    version  integer not null
);
