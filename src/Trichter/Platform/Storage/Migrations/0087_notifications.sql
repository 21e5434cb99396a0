create table notifications (
    id        uuid primary key,
    user_id   uuid not null references users (id),
    kind      text not null,
    at        timestamptz not null,
    sentence  text not null,
    data      text not null,
    address   text not null,
    once      text not null,
    mail_at   timestamptz,
    mailed_at timestamptz,
    read_at   timestamptz
);

create unique index notifications_once on notifications (once, user_id);
create index notifications_by_user on notifications (user_id, at);
create index notifications_unread on notifications (user_id) where read_at is null;
create index notifications_to_mail on notifications (mail_at) where mailed_at is null and mail_at is not null;

create table notification_rules (
    id             uuid primary key,
    user_id        uuid not null unique references users (id),
    ways           text not null,
    quiet_from     integer not null,
    quiet_to       integer not null,
    quiet_weekends boolean not null,
    digest_at      integer not null,
    remind_minutes integer not null
);
