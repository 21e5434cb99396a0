-- Who was erased, what has to stay and until when; nothing of it tells who they were.
create table erasures (
    id          uuid primary key,
    at          timestamptz not null,
    by          uuid references users (id),
    rows_erased integer not null,
    kept        text not null,
    finish_on   date,
    finished_at timestamptz,
    purged_at   timestamptz
);

create index erasures_to_finish on erasures (finish_on) where finished_at is null;

create table legal_holds (
    id        uuid primary key,
    person_id uuid not null references people (id),
    why       text not null,
    since     timestamptz not null,
    by        uuid references users (id),
    ended_at  timestamptz
);

create index legal_holds_by_person on legal_holds (person_id) where ended_at is null;
