alter table mailings add column is_for_programme boolean not null default false;

create table programmes (
    id                uuid primary key,
    name              text not null,
    segment_id        uuid references segments (id),
    ends_with_segment boolean not null,
    goal              text not null,
    goal_segment_id   uuid references segments (id),
    steps             text not null,
    published         integer,
    state             text not null,
    created_by        uuid references users (id),
    created_at        timestamptz not null,
    retired_at        timestamptz,
    version           integer not null
);

create table programme_versions (
    id           uuid primary key,
    programme_id uuid not null references programmes (id),
    number       integer not null,
    steps        text not null,
    published_at timestamptz not null,
    published_by uuid references users (id),
    unique (programme_id, number)
);

create table enrolments (
    id           uuid primary key,
    programme_id uuid not null references programmes (id),
    person_id    uuid not null,
    version      integer not null,
    step         integer not null,
    due_at       timestamptz not null,
    state        text not null,
    entered_at   timestamptz not null,
    ended_at     timestamptz,
    unique (programme_id, person_id)
);

create index enrolments_due on enrolments (programme_id, state, due_at, id);
create index enrolments_by_person on enrolments (person_id);

create table enrolment_notes (
    id           uuid primary key,
    enrolment_id uuid not null references enrolments (id),
    at           timestamptz not null,
    step         integer not null,
    kind         text not null,
    detail       text not null
);

create index enrolment_notes_by_enrolment on enrolment_notes (enrolment_id, at);
