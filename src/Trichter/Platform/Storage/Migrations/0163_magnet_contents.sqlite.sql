create table magnet_contents (
    id      uuid primary key references magnets (id),
    content blob not null
);
