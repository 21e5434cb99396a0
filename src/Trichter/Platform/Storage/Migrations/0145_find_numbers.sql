create index quotes_by_bare_number on quotes (replace(replace(replace(replace(lower(number), '-', ''), '/', ''), '.', ''), '_', ''));
create index contracts_by_bare_number on contracts (replace(replace(replace(replace(lower(number), '-', ''), '/', ''), '.', ''), '_', ''));
create index orders_by_bare_number on orders (replace(replace(replace(replace(lower(number), '-', ''), '/', ''), '.', ''), '_', ''));
create index invoices_by_bare_number on invoices (replace(replace(replace(replace(lower(number), '-', ''), '/', ''), '.', ''), '_', ''));
