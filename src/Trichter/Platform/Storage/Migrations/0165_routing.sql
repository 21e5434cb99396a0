create table absences (
    id          uuid primary key,
    user_id     uuid not null references users (id),
    from_day    date not null,
    to_day      date not null,
    entered_by  uuid,
    version     integer not null
);

create index absences_by_day on absences (to_day);

create table routing_rules (
    id             uuid primary key,
    name           text not null,
    position       integer not null,
    conditions     text not null,
    sellers        text not null,
    turn           text not null,
    language_first boolean not null,
    most_waiting   integer,
    retired_at     timestamptz,
    version        integer not null
);

create table routing_turns (
    rule_id uuid not null references routing_rules (id),
    user_id uuid not null references users (id),
    at      timestamptz not null,
    primary key (rule_id, user_id)
);
