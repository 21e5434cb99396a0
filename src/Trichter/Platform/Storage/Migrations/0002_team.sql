create table teams (
    id   uuid primary key,
    name text not null
);

create table users (
    id              uuid primary key,
    name            text not null,
    email           text not null,
    role            text not null,
    sees            text not null,
    team_id         uuid references teams (id),
    language        text not null,
    time_zone       text not null,
    theme           text not null,
    disabled_at     timestamptz,
    version         integer not null,
    password_hash   text,
    stamp           uuid not null,
    failed_sign_ins integer not null,
    locked_until    timestamptz,
    invitation_hash text,
    invited_until   timestamptz
);

create unique index users_by_email on users (email) where email <> '';
create index users_by_invitation on users (invitation_hash) where invitation_hash is not null;
create index users_by_team on users (team_id);

create table cookie_keys (
    name text primary key,
    xml  text not null
);
