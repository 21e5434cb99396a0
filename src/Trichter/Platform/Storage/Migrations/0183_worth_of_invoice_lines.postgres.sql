alter table invoice_lines add column net_minor bigint not null default 0;

alter table invoice_lines disable trigger issued_lines_stay;

-- Of older invoices to the minor unit, except that the discount on the whole is taken of each line alone.
update invoice_lines set net_minor = coalesce((
    select cast(round(
        round(cast(invoice_lines.quantity as numeric) * invoice_lines.price / (invoice_lines.basis * 1.0) / 10000.0)
        * (1 - invoice_lines.discount / 100000000.0) * (case when invoice_lines.down_payment_id is null then 1 - coalesce(invoices.discount_percent, 0) / 100000000.0 else 1.0 end)
        / (case when invoices.is_gross then 1 + invoice_lines.vat_rate / 100000000.0 else 1.0 end)) as bigint)
    from invoices where invoices.id = invoice_lines.invoice_id), 0)
where price is not null;

alter table invoice_lines enable trigger issued_lines_stay;
