create table bank_files (
    id      uuid primary key,
    name    text not null,
    header  text not null,
    columns text not null,
    content text not null,
    added   integer not null,
    known   integer not null,
    others  integer not null,
    faults  text not null,
    sent_at timestamptz not null,
    sent_by uuid references users (id),
    read_at timestamptz
);

create table bank_lines (
    id           uuid primary key,
    file_id      uuid not null references bank_files (id),
    key          text not null unique,
    booked_on    date not null,
    amount_minor bigint not null,
    currency     text not null,
    payer        text not null,
    iban         text not null,
    text         text not null,
    reference    text not null,
    aside_why    text not null,
    aside_at     timestamptz,
    aside_by     uuid references users (id),
    version      integer not null
);

create index bank_lines_by_day on bank_lines (booked_on);

alter table payments add column bank_line_id uuid references bank_lines (id);

create index payments_by_bank_line on payments (bank_line_id) where bank_line_id is not null;
create index allocations_by_payment on allocations (payment_id) where payment_id is not null;
