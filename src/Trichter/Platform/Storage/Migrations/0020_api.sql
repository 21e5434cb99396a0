create table api_tokens (
    id           uuid primary key,
    user_id      uuid not null references users (id),
    name         text not null,
    scopes       text not null,
    hash         text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_on date
);

create unique index api_tokens_by_hash on api_tokens (hash);
create index api_tokens_by_user on api_tokens (user_id);

create table stored_answers (
    id       uuid primary key,
    token_id uuid not null references api_tokens (id),
    key      text not null,
    request  text not null,
    status   integer not null,
    body     text not null,
    etag     text,
    location text,
    at       timestamptz not null,
    unique (token_id, key)
);

create index stored_answers_by_time on stored_answers (at);

create index companies_by_creation on companies (created_at, id);
create index people_by_creation on people (created_at, id);
create index people_by_last_name on people (last_name, id);
create index deals_by_creation_of_all on deals (created_at, id) where deleted_at is null;
