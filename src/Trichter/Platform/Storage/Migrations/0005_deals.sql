create table close_reasons (
    id       uuid primary key,
    outcome  text not null,
    class    text not null,
    name     text not null,
    position integer not null
);

create table deals (
    id                 uuid primary key,
    name               text not null,
    company_id         uuid references companies (id),
    contact_id         uuid references people (id),
    company_name       text not null,
    process_id         uuid not null references processes (id),
    version_id         uuid not null references process_versions (id),
    stage_id           uuid not null references stages (id),
    position           integer not null,
    stage_entered_at   timestamptz not null,
    outcome            text not null,
    outcome_at         timestamptz,
    close_reason_id    uuid references close_reasons (id),
    close_note         text not null,
    parked_until       date,
    value_minor        bigint not null,
    currency           text not null,
    expected_close     date,
    owner_id           uuid references users (id),
    source             text not null,
    entry_source       text not null,
    product            text not null,
    tags               text not null,
    existing_customer  boolean not null,
    external_id        text not null,
    custom             text not null,
    created_at         timestamptz not null,
    deleted_at         timestamptz,
    version            integer not null,
    evidenced_position integer,
    open_obstacles     integer not null,
    open_critical      integer not null,
    next_step_at       timestamptz,
    next_step          text not null,
    next_step_kind     text not null,
    last_activity_at   timestamptz not null
);

create index deals_on_board on deals (process_id, stage_id, next_step_at, id) where deleted_at is null and outcome in ('Open', 'Won');
create index deals_for_sums on deals (process_id, outcome, stage_id, currency, value_minor, position, evidenced_position, stage_entered_at)
    where deleted_at is null;
create index deals_by_creation on deals (process_id, created_at, id) where deleted_at is null;
create index deals_by_value on deals (process_id, value_minor, id) where deleted_at is null;
create index deals_by_close on deals (process_id, expected_close, id) where deleted_at is null;
create index deals_by_name on deals (process_id, name, id) where deleted_at is null;
create index deals_by_owner on deals (owner_id, outcome) where deleted_at is null;
create index deals_by_company on deals (company_id);
create index deals_by_contact on deals (contact_id);
create index deals_by_external_id on deals (external_id) where external_id <> '';
create index deals_parked on deals (parked_until) where outcome = 'Parked';

create table stage_transitions (
    id          uuid primary key,
    deal_id     uuid not null references deals (id),
    seq         integer not null,
    process_id  uuid not null references processes (id),
    version_id  uuid not null references process_versions (id),
    stage_id    uuid references stages (id),
    stage_key   text not null,
    position    integer not null,
    phase       text not null,
    after_sale  boolean not null,
    entered_at  timestamptz,
    entered_day date,
    left_at     timestamptz,
    left_day    date,
    date_only   boolean not null,
    left_to     text,
    kind        text not null,
    visit       integer not null,
    skipped     text not null,
    actor_id    uuid,
    reason      text not null,
    recorded_at timestamptz not null,
    imported    boolean not null,
    unique (deal_id, seq)
);

create index transitions_for_funnel on stage_transitions
    (process_id, deal_id, seq, position, kind, entered_day, left_day, left_to, after_sale, imported, recorded_at);

create table confirmations (
    id            uuid primary key,
    deal_id       uuid not null references deals (id),
    stage_key     text not null,
    criterion_key text not null,
    by            uuid,
    at            timestamptz not null
);

create index confirmations_by_deal on confirmations (deal_id);

create table obstacles (
    id          uuid primary key,
    deal_id     uuid not null references deals (id),
    text        text not null,
    type        text not null,
    severity    text not null,
    owner_id    uuid references users (id),
    due         date,
    raised_at   timestamptz not null,
    resolved_at timestamptz,
    resolution  text not null,
    version     integer not null
);

create index obstacles_by_deal on obstacles (deal_id);

create table commitments (
    id         uuid primary key,
    deal_id    uuid not null references deals (id),
    text       text not null,
    by         text not null,
    state      text not null,
    verbal     boolean not null,
    condition  text not null,
    due        date,
    asked_at   timestamptz not null,
    settled_at timestamptz,
    version    integer not null
);

create index commitments_by_deal on commitments (deal_id);
