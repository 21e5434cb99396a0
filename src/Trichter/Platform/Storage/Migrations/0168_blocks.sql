alter table landing_pages add column html text not null default '';
alter table magnets add column is_picture boolean not null default false;
