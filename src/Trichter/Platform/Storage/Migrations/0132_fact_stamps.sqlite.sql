-- When the facts of a deal last changed, also of one that is gone: what is kept of them in memory follows these.
-- Writers queue here, so that a later stamp is always a later commit.
create table fact_stamps (
    deal_id uuid primary key,
    stamp   bigint not null
);

create index fact_stamps_by_stamp on fact_stamps (stamp, deal_id);

insert into fact_stamps (deal_id, stamp) select id, 1 from deals;

create trigger deals_stamped_in after insert on deals begin
    insert into fact_stamps (deal_id, stamp) values (new.id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;

create trigger deals_stamped_out after delete on deals begin
    insert into fact_stamps (deal_id, stamp) values (old.id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;

create trigger deals_stamped after update of owner_id, deleted_at, value_minor, currency, entry_source, product, expected_close, existing_customer, outcome, position on deals
when (old.owner_id, old.deleted_at, old.value_minor, old.currency, old.entry_source, old.product, old.expected_close, old.existing_customer, old.outcome, old.position)
    is not (new.owner_id, new.deleted_at, new.value_minor, new.currency, new.entry_source, new.product, new.expected_close, new.existing_customer, new.outcome, new.position)
begin
    insert into fact_stamps (deal_id, stamp) values (new.id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;

create trigger transitions_stamped_in after insert on stage_transitions begin
    insert into fact_stamps (deal_id, stamp) values (new.deal_id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;

create trigger transitions_stamped after update on stage_transitions begin
    insert into fact_stamps (deal_id, stamp) values (new.deal_id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;

create trigger transitions_stamped_out after delete on stage_transitions begin
    insert into fact_stamps (deal_id, stamp) values (old.deal_id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;
