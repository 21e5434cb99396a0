-- Money paid back: an amount below zero, of the payment that had been too much.
alter table payments add column refund_of_id uuid references payments (id);

create index payments_by_refunded on payments (refund_of_id) where refund_of_id is not null;
