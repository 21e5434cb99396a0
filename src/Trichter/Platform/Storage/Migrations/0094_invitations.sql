alter table participants add column answer text not null default 'None';
alter table participants add column answered_at timestamptz;
alter table participants add column invited_at timestamptz;
alter table participants add column answer_hash text not null default '';

create index participants_by_answer on participants (answer_hash) where answer_hash <> '';
create index activities_due on activities (due_at) where done_at is null;
