create table attachment_contents (
    id      uuid primary key references attachments (id),
    content bytea not null
);
