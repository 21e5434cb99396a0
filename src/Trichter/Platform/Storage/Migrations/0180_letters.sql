-- Letters to a segment, printed as one file, and who got one or was left out.
create table letters (
    id              uuid primary key,
    name            text not null,
    purpose         text not null,
    segment_id      uuid references segments (id),
    body            text not null,
    signature       text not null,
    has_information boolean not null,
    state           text not null,
    asked_by        uuid references users (id),
    made_at         timestamptz,
    last_error      text not null,
    created_by      uuid references users (id),
    created_at      timestamptz not null,
    retired_at      timestamptz,
    version         integer not null
);

create index letters_waiting on letters (state);

create table letter_recipients (
    id          uuid primary key,
    letter_id   uuid not null references letters (id),
    person_id   uuid not null,
    position    integer,
    company     text not null,
    street      text not null,
    postal_code text not null,
    city        text not null,
    country     text not null,
    language    text not null,
    rule        text not null,
    reason      text not null,
    at          timestamptz not null
);

create index letter_recipients_by_letter on letter_recipients (letter_id, position);
create index letter_recipients_by_person on letter_recipients (person_id);
