-- The line of the invoice that a line of a correction takes something from (O76).
alter table invoice_lines add column credited_line_id uuid references invoice_lines (id);

create index invoice_lines_by_credited on invoice_lines (credited_line_id) where credited_line_id is not null;
