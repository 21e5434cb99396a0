create table mail_attachments (
    id      uuid primary key,
    mail_id uuid not null references outgoing_mails (id),
    name    text not null,
    type    text not null,
    content text not null
);

create index mail_attachments_by_mail on mail_attachments (mail_id);

create table invoice_copies (
    id         uuid primary key,
    invoice_id uuid not null unique references invoices (id),
    deal_id    uuid not null references deals (id),
    name       text not null,
    type       text not null,
    content    text not null,
    hash       text not null,
    made_at    timestamptz not null
);

create table invoice_dispatches (
    id         uuid primary key,
    invoice_id uuid not null references invoices (id),
    deal_id    uuid not null references deals (id),
    mail_id    uuid not null references outgoing_mails (id),
    sent_to    text not null,
    files      text not null,
    sent_at    timestamptz not null,
    sent_by    uuid references users (id)
);

create index invoice_dispatches_by_invoice on invoice_dispatches (invoice_id);
