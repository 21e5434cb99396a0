alter table deals add column is_nurtured boolean not null default false;
alter table landing_pages add column nurture_first boolean not null default false;
create index touches_by_page on touches (page_id, at);
alter table programmes add column page_id uuid references landing_pages (id);
