alter table invoice_lines add column period_from date;
alter table invoice_lines add column period_to date;

create table recurring_lines (
    id           uuid primary key,
    order_id     uuid not null references orders (id),
    deal_id      uuid not null references deals (id),
    line_key     uuid not null,
    starts_on    date not null,
    bill_every   text not null,
    timing       text not null,
    by_calendar  boolean not null,
    notice       integer not null,
    notice_unit  text not null,
    increases    text not null,
    noticed_on   date,
    noticed_by   text not null,
    ends_on      date,
    due_on       date,
    version      integer not null,
    unique (order_id, line_key)
);

create index recurring_lines_by_due on recurring_lines (due_on) where due_on is not null;
create index recurring_lines_by_deal on recurring_lines (deal_id);

-- Whatever happens, a period of a line is billed once (O70).
create table billed_periods (
    id           uuid primary key,
    recurring_id uuid not null references recurring_lines (id),
    invoice_id   uuid not null references invoices (id),
    deal_id      uuid not null references deals (id),
    from_day     date not null,
    to_day       date not null,
    unique (recurring_id, from_day)
);

create index billed_periods_by_invoice on billed_periods (invoice_id);

create table recurring_rules (
    id         uuid primary key,
    mode       text not null,
    days_ahead integer not null,
    version    integer not null
);
