create table report_mails (
    id           uuid primary key,
    owner_id     uuid not null references users (id),
    report_id    uuid,
    dashboard_id uuid,
    process      text not null,
    rhythm       text not null,
    hour         integer not null,
    recipients   text not null,
    next_at      timestamptz not null,
    sent_at      timestamptz,
    sent_to      integer not null,
    left_out     text not null,
    version      integer not null
);

create index report_mails_due on report_mails (next_at);
