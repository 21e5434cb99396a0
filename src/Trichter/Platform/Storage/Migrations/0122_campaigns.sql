create table segments (
    id          uuid primary key,
    name        text not null,
    kind        text not null,
    query       text not null,
    owner_id    uuid not null references users (id),
    members     integer not null,
    is_stale    boolean not null,
    seal        bigint not null,
    rows_read   integer not null,
    followed_at timestamptz,
    created_at  timestamptz not null,
    retired_at  timestamptz,
    version     integer not null
);

create table segment_members (
    segment_id uuid not null references segments (id),
    person_id  uuid not null references people (id),
    since      timestamptz not null,
    primary key (segment_id, person_id)
);

create index segment_members_by_person on segment_members (person_id);

create table mailings (
    id                    uuid primary key,
    name                  text not null,
    purpose               text not null,
    segment_id            uuid references segments (id),
    goods                 text not null,
    subject               text not null,
    body                  text not null,
    reply_to              text not null,
    imprint               text not null,
    per_domain_per_minute integer,
    state                 text not null,
    send_at               timestamptz,
    try_after             timestamptz,
    queued_to             uuid,
    started_at            timestamptz,
    finished_at           timestamptz,
    last_error            text not null,
    created_by            uuid references users (id),
    created_at            timestamptz not null,
    retired_at            timestamptz,
    version               integer not null
);

create index mailings_by_state on mailings (state, send_at);

create table mailing_recipients (
    id         uuid primary key,
    mailing_id uuid not null references mailings (id),
    person_id  uuid not null,
    address    text not null,
    domain     text not null,
    language   text not null,
    state      text not null,
    rule       text not null,
    reason     text not null,
    not_before timestamptz,
    attempts   integer not null,
    at         timestamptz,
    answer     text not null,
    unique (mailing_id, person_id)
);

create index mailing_recipients_to_send on mailing_recipients (mailing_id, state, not_before, id);
create index mailing_recipients_by_person on mailing_recipients (person_id, at);
