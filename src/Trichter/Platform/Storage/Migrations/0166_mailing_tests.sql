create table mailing_tests (
    id         uuid primary key,
    mailing_id uuid not null unique references mailings (id),
    subject    text not null,
    body       text not null,
    share      integer not null,
    hours      integer not null,
    measure    text not null,
    ends_at    timestamptz,
    winner     text not null,
    hits_a     integer not null,
    mails_a    integer not null,
    hits_b     integer not null,
    mails_b    integer not null,
    version    integer not null
);

alter table mailing_recipients add column variant text not null default 'None';
alter table mailings add column counts_clicks boolean not null default false;
alter table mailings add column leads_one_in integer;
alter table first_contact_rules add column calls_per_seller integer not null default 6;
