alter table mailings add column in_their_time boolean not null default false;
alter table mailings add column planned_for timestamptz;
