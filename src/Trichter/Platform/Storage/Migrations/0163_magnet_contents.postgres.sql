create table magnet_contents (
    id      uuid primary key references magnets (id),
    content bytea not null
);
