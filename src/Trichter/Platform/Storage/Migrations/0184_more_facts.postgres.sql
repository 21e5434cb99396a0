-- Reports keep the company and the reason of the end of a deal in memory, too.
drop trigger deals_stamped on deals;

create trigger deals_stamped after update on deals for each row
    when ((old.owner_id, old.deleted_at, old.value_minor, old.currency, old.entry_source, old.product, old.expected_close, old.existing_customer, old.outcome, old.position, old.company_id, old.close_reason_id)
        is distinct from (new.owner_id, new.deleted_at, new.value_minor, new.currency, new.entry_source, new.product, new.expected_close, new.existing_customer, new.outcome, new.position, new.company_id, new.close_reason_id))
    execute function stamp_deal();
