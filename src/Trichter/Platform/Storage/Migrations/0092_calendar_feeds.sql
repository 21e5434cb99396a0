create table calendar_feeds (
    id         uuid primary key,
    user_id    uuid not null references users (id),
    hash       text not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create index calendar_feeds_by_user on calendar_feeds (user_id);
