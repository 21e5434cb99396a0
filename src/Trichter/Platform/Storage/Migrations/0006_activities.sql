create table activities (
    id         uuid primary key,
    deal_id    uuid references deals (id),
    company_id uuid references companies (id),
    type       text not null,
    text       text not null,
    owner_id   uuid references users (id),
    due_at     timestamptz,
    done_at    timestamptz,
    outcome    text not null,
    created_at timestamptz not null,
    version    integer not null
);

create index activities_by_deal on activities (deal_id, done_at, due_at);
create index activities_open on activities (owner_id, due_at) where done_at is null;

create table attachments (
    id           uuid primary key,
    deal_id      uuid not null references deals (id),
    name         text not null,
    content_type text not null,
    size         integer not null,
    added_at     timestamptz not null,
    added_by     uuid,
    removed_at   timestamptz
);

create index attachments_by_deal on attachments (deal_id);
