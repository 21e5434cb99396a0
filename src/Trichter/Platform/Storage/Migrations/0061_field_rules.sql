alter table role_rules add column fields text not null default '{}';
