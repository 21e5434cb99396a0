create table coaching_notes (
    id        uuid primary key,
    seller_id uuid not null references users (id),
    author_id uuid not null references users (id),
    text      text not null,
    is_talk   boolean not null,
    noted_at  timestamptz not null
);

create index coaching_notes_by_seller on coaching_notes (seller_id, noted_at);
