-- Sums to read a board from; triggers add rows, a job folds those of one key into one.
create table deal_totals (
    id           integer primary key,
    process_id   uuid not null,
    stage_id     uuid not null,
    outcome      text not null,
    currency     text not null,
    owner_id     uuid,
    deals        integer not null,
    value_minor  bigint not null,
    proven_minor bigint not null
);

create index deal_totals_by_process on deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor);

-- The same for the funnel: how many deals of an owner entered, got as far, and stand so.
create table funnel_totals (
    id             integer primary key,
    process_id     uuid not null,
    owner_id       uuid,
    has_entry      integer not null,
    entry_position integer not null,
    highest        integer not null,
    state          integer not null,
    visited        bigint not null,
    deals          integer not null
);

create index funnel_totals_by_process on funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited);

create trigger deals_counted_in after insert on deals begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor from deal_shares where id = new.id;
end;

create trigger deals_counted_out before delete on deals begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, -deals, -value_minor, -proven_minor from deal_shares where id = old.id;
end;

create trigger deals_uncounted before update of process_id, stage_id, outcome, currency, owner_id, value_minor, position, evidenced_position, deleted_at on deals
when (old.process_id, old.stage_id, old.outcome, old.currency, old.owner_id, old.value_minor, old.position, old.evidenced_position, old.deleted_at)
    is not (new.process_id, new.stage_id, new.outcome, new.currency, new.owner_id, new.value_minor, new.position, new.evidenced_position, new.deleted_at)
begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, -deals, -value_minor, -proven_minor from deal_shares where id = old.id;
end;

create trigger deals_recounted after update of process_id, stage_id, outcome, currency, owner_id, value_minor, position, evidenced_position, deleted_at on deals
when (old.process_id, old.stage_id, old.outcome, old.currency, old.owner_id, old.value_minor, old.position, old.evidenced_position, old.deleted_at)
    is not (new.process_id, new.stage_id, new.outcome, new.currency, new.owner_id, new.value_minor, new.position, new.evidenced_position, new.deleted_at)
begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor from deal_shares where id = new.id;
end;

create trigger deals_handed_over after update of process_id, owner_id, deleted_at on deals
when (old.process_id, old.owner_id, old.deleted_at) is not (new.process_id, new.owner_id, new.deleted_at)
begin
    update deal_facts set process_id = new.process_id, owner_id = new.owner_id, deleted = new.deleted_at is not null where deal_id = new.id;
end;

create trigger transitions_added after insert on stage_transitions begin
    delete from deal_facts where deal_id = new.deal_id;
    insert into deal_facts select * from deal_facts_now where deal_id = new.deal_id;
end;

create trigger transitions_changed after update on stage_transitions begin
    delete from deal_facts where deal_id = new.deal_id;
    insert into deal_facts select * from deal_facts_now where deal_id = new.deal_id;
end;

create trigger transitions_removed after delete on stage_transitions begin
    delete from deal_facts where deal_id = old.deal_id;
    insert into deal_facts select * from deal_facts_now where deal_id = old.deal_id;
end;

insert into deal_facts select * from deal_facts_now;

create trigger facts_counted_in after insert on deal_facts when not new.deleted begin
    insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
        values (new.process_id, new.owner_id, new.entry_day is not null, new.entry_position, new.highest, new.state, new.visited, 1);
end;

create trigger facts_counted_out after delete on deal_facts when not old.deleted begin
    insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
        values (old.process_id, old.owner_id, old.entry_day is not null, old.entry_position, old.highest, old.state, old.visited, -1);
end;

create trigger facts_recounted after update on deal_facts begin
    insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
        select old.process_id, old.owner_id, old.entry_day is not null, old.entry_position, old.highest, old.state, old.visited, -1 where not old.deleted;
    insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
        select new.process_id, new.owner_id, new.entry_day is not null, new.entry_position, new.highest, new.state, new.visited, 1 where not new.deleted;
end;

insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
    select process_id, stage_id, outcome, currency, owner_id, sum(deals), sum(value_minor), sum(proven_minor) from deal_shares
    group by process_id, stage_id, outcome, currency, owner_id;
insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
    select process_id, owner_id, case when entry_day is null then 0 else 1 end, entry_position, highest, state, visited, count(*) from deal_facts where not deleted
    group by process_id, owner_id, case when entry_day is null then 0 else 1 end, entry_position, highest, state, visited;
