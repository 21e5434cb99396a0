alter table activities add column result text;

create index activities_done on activities (owner_id, done_at) where done_at is not null;
create index deals_without_step on deals (owner_id, last_activity_at, id) where deleted_at is null and outcome = 'Open' and next_step_at is null;
create index deals_open_of_owner on deals (owner_id, id) where deleted_at is null and outcome = 'Open';
create index commitments_due on commitments (due, deal_id) where settled_at is null and due is not null;
