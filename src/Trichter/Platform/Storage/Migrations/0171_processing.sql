-- What an administrator adds to the record of processing.
create table processing_notes (
    id         uuid primary key,
    officer    text not null,
    measures   text not null,
    countries  text not null,
    processors text not null,
    version    integer not null
);
