-- Facts of deals are gathered once for each statement, however many transitions it writes: an import writes thousands.
drop trigger transitions_gathered on stage_transitions;

create or replace function gather_deal_facts() returns trigger language plpgsql as $$
declare
    its uuid[];
begin
    select array_agg(distinct deal_id) into its from touched;
    delete from deal_facts where deal_id = any(its);
    insert into deal_facts select * from deal_facts_now where deal_id = any(its);
    return null;
end;
$$;

create trigger transitions_added after insert on stage_transitions referencing new table as touched for each statement execute function gather_deal_facts();
create trigger transitions_changed after update on stage_transitions referencing new table as touched for each statement execute function gather_deal_facts();
create trigger transitions_removed after delete on stage_transitions referencing old table as touched for each statement execute function gather_deal_facts();
