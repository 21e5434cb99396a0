alter table users add column joined_by_provider boolean not null default false;
