create table favourites (
    user_id   uuid not null references users (id),
    record_id uuid not null,
    kind      text not null,
    at        timestamptz not null,
    primary key (user_id, record_id)
);
