create table own_reports (
    id         uuid primary key,
    name       text not null,
    owner_id   uuid not null references users (id),
    share      text not null,
    subject    text not null,
    rows       text not null,
    columns    text not null,
    measure    text not null,
    chart      text not null,
    conditions text not null,
    version    integer not null
);

create index own_reports_by_owner on own_reports (owner_id);
