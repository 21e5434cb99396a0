create table chat_scripts (
    id         uuid primary key,
    name       text not null,
    language   text not null,
    process_id uuid not null references processes (id),
    steps      text not null,
    retired_at timestamptz,
    version    integer not null
);

create table chat_talks (
    id         uuid primary key,
    script_id  uuid not null references chat_scripts (id),
    token_hash text not null unique,
    transcript text not null,
    started_at timestamptz not null,
    last_at    timestamptz not null,
    taken_by   uuid references users (id),
    ended_at   timestamptz,
    deal_id    uuid
);

create index chat_talks_open on chat_talks (ended_at, started_at);

create table chat_lines (
    id      uuid primary key,
    talk_id uuid not null references chat_talks (id) on delete cascade,
    at      timestamptz not null,
    user_id uuid,
    text    text not null
);

create index chat_lines_by_talk on chat_lines (talk_id, at);

alter table landing_pages add column chat_id uuid references chat_scripts (id);
