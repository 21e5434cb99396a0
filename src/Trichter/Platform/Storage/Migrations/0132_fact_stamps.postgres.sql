-- When the facts of a deal last changed, also of one that is gone: what is kept of them in memory follows these.
-- A stamp is the number of its transaction. A reader notes the oldest one still running, and later asks for all from there on: none is missed.
create table fact_stamps (
    deal_id uuid primary key,
    stamp   bigint not null
);

create index fact_stamps_by_stamp on fact_stamps (stamp, deal_id);

insert into fact_stamps (deal_id, stamp) select id, 0 from deals;

create function stamp_deal() returns trigger language plpgsql as $$
begin
    insert into fact_stamps (deal_id, stamp)
        values (case when tg_op = 'DELETE' then old.id else new.id end, pg_current_xact_id()::text::bigint)
        on conflict (deal_id) do update set stamp = excluded.stamp;
    return null;
end;
$$;

create function stamp_touched() returns trigger language plpgsql as $$
begin
    insert into fact_stamps (deal_id, stamp)
        select its.deal_id, pg_current_xact_id()::text::bigint from (select distinct deal_id from touched order by deal_id) its
        on conflict (deal_id) do update set stamp = excluded.stamp;
    return null;
end;
$$;

create trigger deals_stamped_in after insert or delete on deals for each row execute function stamp_deal();
create trigger deals_stamped after update on deals for each row
    when ((old.owner_id, old.deleted_at, old.value_minor, old.currency, old.entry_source, old.product, old.expected_close, old.existing_customer, old.outcome, old.position)
        is distinct from (new.owner_id, new.deleted_at, new.value_minor, new.currency, new.entry_source, new.product, new.expected_close, new.existing_customer, new.outcome, new.position))
    execute function stamp_deal();
create trigger transitions_stamped_in after insert on stage_transitions referencing new table as touched for each statement execute function stamp_touched();
create trigger transitions_stamped after update on stage_transitions referencing new table as touched for each statement execute function stamp_touched();
create trigger transitions_stamped_out after delete on stage_transitions referencing old table as touched for each statement execute function stamp_touched();
