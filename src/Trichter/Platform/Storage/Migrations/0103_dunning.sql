create table dunning_rules (
    id        uuid primary key,
    levels    text not null,
    rates     text not null,
    lump_sums text not null,
    version   integer not null
);

create table dunning_letters (
    id             uuid primary key,
    company_id     uuid references companies (id),
    buyer_name     text not null,
    language       text not null,
    currency       text not null,
    level          integer not null,
    channel        text not null,
    sent_to        text not null,
    made_on        date not null,
    items          text not null,
    open_minor     bigint not null,
    interest_minor bigint not null,
    fee_minor      bigint not null,
    html           text not null,
    mail_id        uuid references outgoing_mails (id),
    made_at        timestamptz not null,
    made_by        uuid references users (id)
);

create index dunning_letters_by_day on dunning_letters (made_on);

alter table reminders add column letter_id uuid references dunning_letters (id);

create index reminders_by_letter on reminders (letter_id) where letter_id is not null;

create table invoice_remarks (
    id         uuid primary key,
    invoice_id uuid not null references invoices (id),
    deal_id    uuid not null references deals (id),
    kind       text not null,
    text       text not null,
    noted_on   date not null,
    until      date,
    ended_on   date,
    noted_by   uuid references users (id)
);

create index invoice_remarks_by_invoice on invoice_remarks (invoice_id);
