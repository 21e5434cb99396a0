-- The process whose business a target group or a mailing is for; null for all.
alter table target_groups add column process_id uuid references processes (id);
alter table mailings add column process_id uuid references processes (id);
