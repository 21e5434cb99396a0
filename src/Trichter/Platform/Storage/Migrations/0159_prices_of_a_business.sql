-- A list may hold for the deals of one process alone: rent is priced otherwise than sale.
alter table price_lists add column process_id uuid references processes (id);
