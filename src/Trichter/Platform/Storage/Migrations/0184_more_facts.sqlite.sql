-- Reports keep the company and the reason of the end of a deal in memory, too.
drop trigger deals_stamped;

create trigger deals_stamped after update of owner_id, deleted_at, value_minor, currency, entry_source, product, expected_close, existing_customer, outcome, position, company_id, close_reason_id on deals
when (old.owner_id, old.deleted_at, old.value_minor, old.currency, old.entry_source, old.product, old.expected_close, old.existing_customer, old.outcome, old.position, old.company_id, old.close_reason_id)
    is not (new.owner_id, new.deleted_at, new.value_minor, new.currency, new.entry_source, new.product, new.expected_close, new.existing_customer, new.outcome, new.position, new.company_id, new.close_reason_id)
begin
    insert into fact_stamps (deal_id, stamp) values (new.id, (select coalesce(max(stamp), 0) + 1 from fact_stamps))
        on conflict (deal_id) do update set stamp = excluded.stamp;
end;
