create table working_hours (
    id      uuid primary key,
    region  text not null,
    days    text not null,
    version integer not null
);
