alter table landing_pages add column questions_at_once integer;
alter table landing_pages add column product text not null default '';
