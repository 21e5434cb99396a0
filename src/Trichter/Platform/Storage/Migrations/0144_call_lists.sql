alter table activities add column person_id uuid references people (id);

create index activities_of_person on activities (person_id, done_at) where person_id is not null;
create index activities_of_company on activities (company_id) where company_id is not null;

create table call_rounds (
    id         uuid primary key,
    user_id    uuid not null references users (id),
    kind       text not null,
    list       text not null,
    left_off   integer not null,
    started_at timestamptz not null
);

create index call_rounds_by_user on call_rounds (user_id, started_at);

create table call_stops (
    id        uuid primary key,
    round_id  uuid not null references call_rounds (id) on delete cascade,
    record_id uuid not null,
    position  integer not null,
    state     text not null,
    result    text,
    reason    text not null,
    unique (round_id, record_id)
);

create index call_stops_by_position on call_stops (round_id, position);
