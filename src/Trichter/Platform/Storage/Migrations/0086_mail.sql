create table mail_servers (
    id           uuid primary key,
    host         text not null,
    port         integer not null,
    security     text not null,
    user_name    text not null,
    password     text not null,
    from_name    text not null,
    from_address text not null,
    address      text not null,
    last_error   text not null,
    version      integer not null
);

create table outgoing_mails (
    id              uuid primary key,
    to_address      text not null,
    to_name         text not null,
    subject         text not null,
    text            text not null,
    calendar        text not null,
    calendar_method text not null,
    subject_id      uuid,
    created_at      timestamptz not null,
    state           text not null,
    next_attempt_at timestamptz,
    attempts        integer not null,
    last_error      text not null,
    sent_at         timestamptz,
    claimed_at      timestamptz
);

create index outgoing_mails_due on outgoing_mails (next_attempt_at) where state = 'Waiting';
create index outgoing_mails_claimed on outgoing_mails (claimed_at) where state = 'Sending';
create index outgoing_mails_by_time on outgoing_mails (created_at);
