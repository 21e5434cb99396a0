-- An issued invoice stays as it is (GoBD, O75): neither the program nor a console changes or removes it.
create function issued_invoice_stays() returns trigger language plpgsql as $$
begin
    raise exception 'An issued invoice stays as it is';
end $$;

create function issued_lines_stay() returns trigger language plpgsql as $$
begin
    if (select number from invoices where id = old.invoice_id) <> '' then
        raise exception 'An issued invoice stays as it is';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger issued_invoices_stay before update or delete on invoices for each row when (old.number <> '') execute function issued_invoice_stays();
create trigger issued_lines_stay before update or delete on invoice_lines for each row execute function issued_lines_stay();
create trigger kept_invoices_stay before update or delete on invoices_kept for each row execute function issued_invoice_stays();
