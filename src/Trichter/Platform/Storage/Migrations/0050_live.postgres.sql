-- Tells every node which records a change touched, the moment it is committed: schema, kinds of record, records they belong to.
create function tell_changes() returns trigger language plpgsql as $$
declare
    kinds text;
    subjects text;
    many boolean;
begin
    select count(*) > 100 into many from added;
    select string_agg(distinct record, ',') into kinds from added;
    if not many then select string_agg(distinct subject_id::text, ',') into subjects from added; end if;
    perform pg_notify('trichter', tg_table_schema || '|' || coalesce(kinds, '') || '|' || coalesce(subjects, '*'));
    return null;
end
$$;

create trigger tell_changes after insert on ledger referencing new table as added for each statement execute function tell_changes();
