create table score_rules (
    id             uuid primary key,
    fit            text not null,
    engagement     text not null,
    half_life_days integer not null,
    version        integer not null
);
