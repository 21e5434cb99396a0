-- An issued invoice stays as it is until the law no longer wants it: what stands in this list for the moment may be emptied (R78).
create table lapsed_documents (
    id uuid primary key
);

create or replace function issued_invoice_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and exists (select 1 from lapsed_documents where id = old.id) then
        return new;
    end if;
    raise exception 'An issued invoice stays as it is';
end $$;

create or replace function issued_lines_stay() returns trigger language plpgsql as $$
begin
    if (select number from invoices where id = old.invoice_id) <> '' and not (tg_op = 'UPDATE' and exists (select 1 from lapsed_documents where id = old.id)) then
        raise exception 'An issued invoice stays as it is';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
