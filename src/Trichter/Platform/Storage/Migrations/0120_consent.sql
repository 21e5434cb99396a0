create table privacy_keys (
    id     uuid primary key,
    secret text not null
);

create table consent_wordings (
    id         uuid primary key,
    name       text not null,
    text       text not null,
    purposes   text not null,
    channels   text not null,
    controller text not null,
    partners   text not null,
    valid_from date not null,
    frozen_at  timestamptz,
    hash       text not null,
    retired_at timestamptz,
    version    integer not null
);

create table consent_events (
    id              uuid primary key,
    person_id       uuid,
    point_key       text not null,
    point           text not null,
    purpose         text not null,
    channel         text not null,
    action          text not null,
    proof           text not null,
    wording_id      uuid references consent_wordings (id),
    evidence        text not null,
    actor_id        uuid references users (id),
    at              timestamptz not null,
    sequence        integer not null,
    previous_digest text not null,
    digest          text not null,
    unique (point_key, sequence)
);

create index consent_events_by_person on consent_events (person_id);

create table suppressions (
    id       uuid primary key,
    key      text not null,
    channel  text,
    purpose  text,
    reason   text not null,
    since    timestamptz not null,
    ended_at timestamptz
);

create index suppressions_by_key on suppressions (key);

create table point_health (
    id           uuid primary key,
    point_key    text not null unique,
    invalid_at   timestamptz,
    hold_until   timestamptz,
    last_status  text not null,
    soft_bounces text not null
);

create table person_privacy (
    id              uuid primary key,
    person_id       uuid not null unique references people (id),
    kind            text not null,
    country         text not null,
    region          text not null,
    born_on         date,
    is_deceased     boolean not null,
    is_not_measured boolean not null,
    restricted_at   timestamptz,
    restricted_why  text not null,
    origin          text not null,
    origin_note     text not null,
    collected_on    date,
    licensed_until  date,
    informed_at     timestamptz,
    version         integer not null
);

create table opt_in_requests (
    id           uuid primary key,
    token_hash   text not null unique,
    person_id    uuid,
    point_key    text not null,
    point        text not null,
    language     text not null,
    purposes     text not null,
    wording_id   uuid not null references consent_wordings (id),
    page         text not null,
    ip           text not null,
    user_agent   text not null,
    mail_id      uuid,
    mail_hash    text not null,
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    used_at      timestamptz
);

create index opt_in_requests_by_point on opt_in_requests (point_key, requested_at);
create index opt_in_requests_by_ip on opt_in_requests (ip, requested_at);

create table interest_notes (
    id         uuid primary key,
    person_id  uuid not null references people (id),
    reason     text not null,
    fact       text not null,
    source     text not null,
    noted_on   date not null,
    product    text not null,
    created_by uuid references users (id),
    created_at timestamptz not null,
    retired_at timestamptz
);

create index interest_notes_by_person on interest_notes (person_id);
