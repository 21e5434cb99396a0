alter table mail_servers add column dkim_selector text not null default '';
alter table mail_servers add column domain_findings text not null default '[]';
alter table mail_servers add column domain_checked_for text not null default '';
alter table mail_servers add column domain_checked_at timestamptz;
