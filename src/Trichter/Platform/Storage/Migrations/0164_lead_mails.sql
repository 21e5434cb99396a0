create table lead_inboxes (
    id         uuid primary key,
    address    text not null,
    source     text not null,
    process_id uuid not null references processes (id),
    version    integer not null
);

create table lead_mails (
    id           uuid primary key,
    message_hash text not null unique,
    person_id    uuid,
    deal_id      uuid,
    at           timestamptz not null
);

create index lead_mails_by_person on lead_mails (person_id);
