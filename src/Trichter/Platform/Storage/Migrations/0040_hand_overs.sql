alter table stages add column hand_over text;
alter table deals add column transferred_from_id uuid;

create index deals_by_transfer on deals (transferred_from_id) where transferred_from_id is not null;

create table hand_overs (
    id            uuid primary key,
    deal_id       uuid not null references deals (id),
    process_id    uuid not null references processes (id),
    version_id    uuid not null references process_versions (id),
    stage_key     text not null,
    to_stage_key  text,
    from_owner_id uuid references users (id),
    role          text not null,
    receiver_id   uuid references users (id),
    changes_owner boolean not null,
    given_by      uuid references users (id),
    given_at      timestamptz not null,
    checklist     text not null,
    reason        text not null,
    note          text not null,
    state         text not null,
    settled_by    uuid references users (id),
    settled_at    timestamptz,
    answer        text not null,
    version       integer not null
);

create index hand_overs_by_deal on hand_overs (deal_id, state);
create index hand_overs_by_point on hand_overs (process_id, stage_key, id);
create index hand_overs_by_receiver on hand_overs (receiver_id, state);
create index hand_overs_by_giver on hand_overs (given_by, id);
create index hand_overs_waiting on hand_overs (role) where state = 'Waiting';
