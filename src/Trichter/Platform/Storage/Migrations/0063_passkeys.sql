create table passkeys (
    id            uuid primary key,
    user_id       uuid not null references users (id),
    name          text not null,
    credential_id text not null,
    public_key    text not null,
    sign_count    bigint not null,
    transports    text not null,
    may_be_copied boolean not null,
    is_copied     boolean not null,
    added_at      timestamptz not null,
    used_at       timestamptz
);

create unique index passkeys_by_credential on passkeys (credential_id);
create index passkeys_by_user on passkeys (user_id);
