-- What a customer pays for cancelling what was open of an order.
alter table orders add column cancel_cost_minor bigint;
