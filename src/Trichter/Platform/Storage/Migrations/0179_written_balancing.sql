alter table person_privacy add column balancing text not null default '';
