alter table order_lines add column net_minor bigint not null default 0;

-- Of older orders to the minor unit, except that the discount on the whole is taken of each line alone.
update order_lines set net_minor = coalesce((
    select cast(round(
        round(cast(order_lines.quantity as numeric) * order_lines.price / (order_lines.basis * 1.0) / 10000.0)
        * (1 - order_lines.discount / 100000000.0) * (1 - coalesce(orders.discount_percent, 0) / 100000000.0)
        / (case when orders.is_gross then 1 + order_lines.vat_rate / 100000000.0 else 1.0 end)) as bigint)
        * (case when order_lines.interval = 'Once' then 1 else coalesce(order_lines.term, 1) end)
    from orders where orders.id = order_lines.order_id), 0)
where price is not null;
