create table return_boxes (
    id         uuid primary key,
    host       text not null,
    port       integer not null,
    security   text not null,
    user_name  text not null,
    password   text not null,
    address    text not null,
    validity   bigint not null,
    last_uid   bigint not null,
    read_at    timestamptz,
    last_error text not null,
    version    integer not null
);

create table return_notes (
    id         uuid primary key,
    digest     text not null,
    at         timestamptz not null,
    kind       text not null,
    address    text not null,
    status     text not null,
    cause      text not null,
    words      text not null,
    person_id  uuid,
    mailing_id uuid,
    is_ours    boolean not null
);

create index return_notes_by_digest on return_notes (digest);
create index return_notes_by_time on return_notes (at, id);
create index mailing_recipients_by_address on mailing_recipients (address, at);
create index outgoing_mails_by_address on outgoing_mails (to_address, created_at);
