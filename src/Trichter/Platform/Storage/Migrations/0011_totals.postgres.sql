-- Sums to read a board from; triggers add rows, a job folds those of one key into one.
create table deal_totals (
    id           bigint generated always as identity primary key,
    process_id   uuid not null,
    stage_id     uuid not null,
    outcome      text not null,
    currency     text not null,
    owner_id     uuid,
    deals        bigint not null,
    value_minor  bigint not null,
    proven_minor bigint not null
);

create index deal_totals_by_process on deal_totals (process_id, stage_id, outcome, currency, owner_id);

-- The same for the funnel: how many deals of an owner entered, got as far, and stand so.
create table funnel_totals (
    id             bigint generated always as identity primary key,
    process_id     uuid not null,
    owner_id       uuid,
    has_entry      integer not null,
    entry_position integer not null,
    highest        integer not null,
    state          integer not null,
    visited        bigint not null,
    deals          bigint not null
);

create index funnel_totals_by_process on funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited);

create function count_deal() returns trigger language plpgsql as $$
begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor from deal_shares where id = new.id;
    return null;
end;
$$;

create function uncount_deal() returns trigger language plpgsql as $$
begin
    insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
        select process_id, stage_id, outcome, currency, owner_id, -deals, -value_minor, -proven_minor from deal_shares where id = old.id;
    return coalesce(new, old);
end;
$$;

create function hand_over_deal() returns trigger language plpgsql as $$
begin
    update deal_facts set process_id = new.process_id, owner_id = new.owner_id, deleted = new.deleted_at is not null where deal_id = new.id;
    return null;
end;
$$;

create function gather_deal_facts() returns trigger language plpgsql as $$
declare
    its uuid := case when tg_op = 'DELETE' then old.deal_id else new.deal_id end;
begin
    delete from deal_facts where deal_id = its;
    insert into deal_facts select * from deal_facts_now where deal_id = its;
    return null;
end;
$$;

create function count_facts() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and not old.deleted then
        insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
            values (old.process_id, old.owner_id, (old.entry_day is not null)::integer, old.entry_position, old.highest, old.state, old.visited, -1);
    end if;
    if tg_op <> 'DELETE' and not new.deleted then
        insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
            values (new.process_id, new.owner_id, (new.entry_day is not null)::integer, new.entry_position, new.highest, new.state, new.visited, 1);
    end if;
    return null;
end;
$$;

create trigger deals_counted_in after insert on deals for each row execute function count_deal();
create trigger deals_counted_out before delete on deals for each row execute function uncount_deal();
create trigger deals_uncounted before update on deals for each row
    when ((old.process_id, old.stage_id, old.outcome, old.currency, old.owner_id, old.value_minor, old.position, old.evidenced_position, old.deleted_at)
        is distinct from (new.process_id, new.stage_id, new.outcome, new.currency, new.owner_id, new.value_minor, new.position, new.evidenced_position, new.deleted_at))
    execute function uncount_deal();
create trigger deals_recounted after update on deals for each row
    when ((old.process_id, old.stage_id, old.outcome, old.currency, old.owner_id, old.value_minor, old.position, old.evidenced_position, old.deleted_at)
        is distinct from (new.process_id, new.stage_id, new.outcome, new.currency, new.owner_id, new.value_minor, new.position, new.evidenced_position, new.deleted_at))
    execute function count_deal();
create trigger deals_handed_over after update on deals for each row
    when ((old.process_id, old.owner_id, old.deleted_at) is distinct from (new.process_id, new.owner_id, new.deleted_at))
    execute function hand_over_deal();
create trigger transitions_gathered after insert or update or delete on stage_transitions for each row execute function gather_deal_facts();

insert into deal_facts select * from deal_facts_now;
create trigger facts_counted after insert or update or delete on deal_facts for each row execute function count_facts();

insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
    select process_id, stage_id, outcome, currency, owner_id, sum(deals), sum(value_minor), sum(proven_minor) from deal_shares
    group by process_id, stage_id, outcome, currency, owner_id;
insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
    select process_id, owner_id, case when entry_day is null then 0 else 1 end, entry_position, highest, state, visited, count(*) from deal_facts where not deleted
    group by process_id, owner_id, case when entry_day is null then 0 else 1 end, entry_position, highest, state, visited;
