-- Lists of hashed addresses that were handed to an advertising platform, and who is in them.
create table audience_exports (
    id         uuid primary key,
    segment_id uuid not null references segments (id),
    platform   text not null,
    made_by    uuid not null references users (id),
    made_at    timestamptz not null,
    people     integer not null,
    left_out   text not null
);

create index audience_exports_by_segment on audience_exports (segment_id, made_at);

create table audience_members (
    id         uuid primary key,
    export_id  uuid not null references audience_exports (id),
    person_id  uuid not null,
    email_hash text not null,
    phone_hash text not null,
    removed_at timestamptz
);

create index audience_members_by_export on audience_members (export_id);
create index audience_members_by_person on audience_members (person_id);
