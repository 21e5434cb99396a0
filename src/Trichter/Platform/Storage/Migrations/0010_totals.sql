drop index deals_on_board;
drop index deals_for_sums;
drop index deals_by_owner;
create index deals_on_board on deals (process_id, stage_id, outcome, next_step_at, id) where deleted_at is null;
create index deals_by_owner on deals (process_id, owner_id, outcome, value_minor, id) where deleted_at is null;
create index deals_by_outcome on deals (process_id, outcome, value_minor, id) where deleted_at is null;

-- What the transition rows of a deal come to, up to the sale; triggers keep it in step with them.
create table deal_facts (
    deal_id         uuid primary key references deals (id),
    process_id      uuid not null,
    owner_id        uuid,
    deleted         boolean not null,
    entry_day       date,
    entry_position  integer not null,
    highest         integer not null,
    state           integer not null,
    visited         bigint not null,
    latest_day      date not null,
    latest_recorded timestamptz
);

create index deal_facts_by_entry on deal_facts
    (process_id, entry_day, entry_position, highest, state, visited, deleted, latest_day, latest_recorded, owner_id);
create index deal_facts_by_day on deal_facts (process_id, latest_day);
create index deal_facts_by_recording on deal_facts (process_id, latest_recorded) where latest_recorded is not null;

create view deal_facts_now as
    select t.deal_id, d.process_id, d.owner_id, d.deleted_at is not null as deleted,
           min(case when t.kind = 'Start' then t.entered_day end) as entry_day,
           coalesce(min(case when t.kind = 'Start' then t.position end), min(t.position)) as entry_position,
           max(t.position) as highest,
           max(t.seq * 4 + case t.left_to when 'won' then 2 when 'lost' then 1 else 0 end) % 4 as state,
           coalesce(sum(distinct case when t.entered_day is not null then cast(1 as bigint) << t.position end), 0) as visited,
           max(case when t.left_day > coalesce(t.entered_day, t.left_day) then t.left_day else coalesce(t.entered_day, t.left_day, '0001-01-01') end) as latest_day,
           max(case when t.imported = false then t.recorded_at end) as latest_recorded
    from stage_transitions t
    join deals d on d.id = t.deal_id
    where t.after_sale = false
    group by t.deal_id, d.process_id, d.owner_id, d.deleted_at;

-- What one deal adds to the totals of its column.
create view deal_shares as
    select id, process_id, stage_id, outcome, currency, owner_id, 1 as deals, value_minor,
           case when evidenced_position >= position then value_minor else 0 end as proven_minor
    from deals
    where deleted_at is null;
