create table forecast_snapshots (
    id             uuid primary key,
    process_id     uuid not null references processes (id),
    day            date not null,
    deal_id        uuid not null,
    stage          text not null,
    owner_id       uuid,
    value_minor    bigint not null,
    currency       text not null,
    expected_month date,
    typed_close    date,
    chance         integer,
    months         text not null
);

create index forecast_snapshots_by_day on forecast_snapshots (process_id, day, deal_id);

create table forecasts (
    id           uuid primary key,
    process_id   uuid not null references processes (id),
    day          date not null,
    month        date not null,
    currency     text not null,
    deals        integer not null,
    mean         bigint not null,
    p10          bigint not null,
    p50          bigint not null,
    p90          bigint not null,
    new_business bigint not null,
    spread       integer not null
);

create unique index forecasts_by_day on forecasts (process_id, day, month);
