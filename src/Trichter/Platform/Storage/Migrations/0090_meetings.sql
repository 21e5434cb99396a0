alter table activities add column length_minutes integer not null default 0;
alter table activities add column place text not null default '';

update activities set length_minutes = 60 where type = 'Meeting';

create index activities_by_owner on activities (owner_id, due_at);
create index activities_done_by_owner on activities (owner_id, done_at) where due_at is null;

create table participants (
    id          uuid primary key,
    activity_id uuid not null references activities (id) on delete cascade,
    deal_id     uuid not null references deals (id),
    person_id   uuid references people (id),
    user_id     uuid references users (id),
    email       text not null
);

create index participants_of on participants (activity_id);
create index participants_by_user on participants (user_id) where user_id is not null;
