alter table invoice_lines add column net_minor bigint not null default 0;

drop trigger issued_lines_stay;

-- Of older invoices to the minor unit, except that the discount on the whole is taken of each line alone.
update invoice_lines set net_minor = coalesce((
    select cast(round(
        round(cast(invoice_lines.quantity as numeric) * invoice_lines.price / (invoice_lines.basis * 1.0) / 10000.0)
        * (1 - invoice_lines.discount / 100000000.0) * (case when invoice_lines.down_payment_id is null then 1 - coalesce(invoices.discount_percent, 0) / 100000000.0 else 1.0 end)
        / (case when invoices.is_gross then 1 + invoice_lines.vat_rate / 100000000.0 else 1.0 end)) as bigint)
    from invoices where invoices.id = invoice_lines.invoice_id), 0)
where price is not null;

create trigger issued_lines_stay before update on invoice_lines when (select number from invoices where id = old.invoice_id) <> '' and not exists (select 1 from lapsed_documents where id = old.id) begin
    select raise(abort, 'An issued invoice stays as it is');
end;
