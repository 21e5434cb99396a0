alter table privacy_requests add column told_recipients text not null default '[]';
alter table privacy_requests add column not_told_why text not null default '';
