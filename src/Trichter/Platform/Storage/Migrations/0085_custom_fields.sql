create table custom_fields (
    id         uuid primary key,
    record     text not null,
    key        text not null,
    label      text not null,
    type       text not null,
    options    text not null,
    target     text not null,
    formula    text not null,
    result     text not null,
    position   integer not null,
    retired_at timestamptz,
    is_indexed boolean not null,
    indexed_to uuid,
    version    integer not null
);

create unique index custom_fields_by_key on custom_fields (record, key);

create table custom_values (
    field_id   uuid not null references custom_fields (id),
    record_id  uuid not null,
    text       text not null,
    number     bigint,
    related_id uuid,
    primary key (field_id, record_id)
);

create index custom_values_by_record on custom_values (record_id);
create index custom_values_by_text on custom_values (field_id, text, record_id);
create index custom_values_by_number on custom_values (field_id, number, record_id);
create index custom_values_by_related on custom_values (field_id, related_id, record_id);
