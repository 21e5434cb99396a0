-- An issued invoice stays as it is (GoBD, O75): neither the program nor a console changes or removes it.
create trigger issued_invoices_stay before update on invoices when old.number <> '' begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger issued_invoices_are_kept before delete on invoices when old.number <> '' begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger issued_lines_stay before update on invoice_lines when (select number from invoices where id = old.invoice_id) <> '' begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger issued_lines_are_kept before delete on invoice_lines when (select number from invoices where id = old.invoice_id) <> '' begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger kept_invoices_stay before update on invoices_kept begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger kept_invoices_are_kept before delete on invoices_kept begin
    select raise(abort, 'An issued invoice stays as it is');
end;
