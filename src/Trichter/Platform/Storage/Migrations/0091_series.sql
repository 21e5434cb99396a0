create table series (
    id             uuid primary key,
    deal_id        uuid not null references deals (id),
    owner_id       uuid references users (id),
    type           text not null,
    text           text not null,
    length_minutes integer not null,
    place          text not null,
    people         text not null,
    colleagues     text not null,
    guests         text not null,
    rule           text not null,
    starts_on      date not null,
    minute         integer not null,
    time_zone      text not null,
    ends_on        date,
    made_until     date not null,
    retired_at     timestamptz,
    created_at     timestamptz not null,
    version        integer not null
);

create index series_to_make on series (made_until) where retired_at is null;

alter table activities add column series_id uuid references series (id);
alter table activities add column series_on date;

create index activities_of_series on activities (series_id, series_on) where series_id is not null;
