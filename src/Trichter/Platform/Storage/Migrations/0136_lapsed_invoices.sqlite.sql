-- An issued invoice stays as it is until the law no longer wants it: what stands in this list for the moment may be emptied (R78).
create table lapsed_documents (
    id uuid primary key
);

drop trigger issued_invoices_stay;
drop trigger issued_lines_stay;
drop trigger kept_invoices_stay;

create trigger issued_invoices_stay before update on invoices when old.number <> '' and not exists (select 1 from lapsed_documents where id = old.id) begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger issued_lines_stay before update on invoice_lines when (select number from invoices where id = old.invoice_id) <> '' and not exists (select 1 from lapsed_documents where id = old.id) begin
    select raise(abort, 'An issued invoice stays as it is');
end;

create trigger kept_invoices_stay before update on invoices_kept when not exists (select 1 from lapsed_documents where id = old.id) begin
    select raise(abort, 'An issued invoice stays as it is');
end;
