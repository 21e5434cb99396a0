alter table users add column code_secret text;
alter table users add column second_factor_since timestamptz;
alter table users add column last_code_step bigint not null default 0;
alter table users add column recovery_hashes text not null default '[]';

create table sessions (
    id         uuid primary key,
    user_id    uuid not null references users (id),
    device     text not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null,
    ended_at   timestamptz
);

create index sessions_by_user on sessions (user_id, seen_at);
