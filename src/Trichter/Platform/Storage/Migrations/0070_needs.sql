create table needs (
    id            uuid primary key,
    deal_id       uuid not null references deals (id),
    text          text not null,
    kind          text not null,
    importance    text not null,
    met_by        text not null,
    noted_at      timestamptz not null,
    confirmed_by  text not null,
    confirmed_how text,
    confirmed_at  timestamptz,
    recorded_by   uuid references users (id),
    version       integer not null
);

create index needs_by_deal on needs (deal_id);

create table stakeholders (
    id        uuid primary key,
    deal_id   uuid not null references deals (id),
    person_id uuid references people (id),
    name      text not null,
    role      text not null,
    influence text not null,
    stance    text not null,
    spoken_on date,
    note      text not null,
    noted_at  timestamptz not null,
    version   integer not null
);

create index stakeholders_by_deal on stakeholders (deal_id);
create index stakeholders_by_person on stakeholders (person_id) where person_id is not null;

create table buying_steps (
    id       uuid primary key,
    deal_id  uuid not null references deals (id),
    text     text not null,
    due      date,
    done_on  date,
    noted_at timestamptz not null,
    version  integer not null
);

create index buying_steps_by_deal on buying_steps (deal_id);
