alter table quote_versions add column arguments text not null default '';
