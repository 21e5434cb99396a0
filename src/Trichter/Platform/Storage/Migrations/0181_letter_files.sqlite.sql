create table letter_files (
    id      uuid primary key references letters (id),
    content blob not null
);
