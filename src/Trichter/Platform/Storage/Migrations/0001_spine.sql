create table workspace (
    id         uuid primary key,
    name       text not null,
    language   text not null,
    time_zone  text not null,
    currency   text not null,
    created_at timestamptz not null,
    version    integer not null
);

create table changes (
    id        uuid primary key,
    at        timestamptz not null,
    by        uuid,
    via       text not null,
    undoes    uuid,
    undone_by uuid
);

create index changes_by_time on changes (at);

create table ledger (
    id         uuid primary key,
    change_id  uuid not null,
    at         timestamptz not null,
    by         uuid,
    record     text not null,
    record_id  uuid not null,
    subject_id uuid not null,
    action     text not null,
    fields     text not null
);

create index ledger_by_change on ledger (change_id);
create index ledger_by_record on ledger (record_id);
create index ledger_by_subject on ledger (subject_id, at);

create table timeline (
    id              uuid primary key,
    at              timestamptz not null,
    subject_id      uuid not null,
    by              uuid,
    change_id       uuid not null,
    kind            text not null,
    data            text not null,
    delivered_at    timestamptz,
    attempts        integer not null default 0,
    next_attempt_at timestamptz,
    parked_at       timestamptz,
    last_error      text
);

create index timeline_by_subject on timeline (subject_id, at);
create index timeline_undelivered on timeline (id) where delivered_at is null;
