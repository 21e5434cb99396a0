create table targets (
    id       uuid primary key,
    metric   text not null,
    user_id  uuid,
    team_id  uuid,
    from_day date not null,
    to_day   date not null,
    amount   bigint not null,
    version  integer not null
);

create index targets_by_metric on targets (metric, from_day, to_day);

create table dashboards (
    id       uuid primary key,
    name     text not null,
    owner_id uuid not null references users (id),
    share    text not null,
    tiles    text not null,
    version  integer not null
);

create index dashboards_by_owner on dashboards (owner_id);
