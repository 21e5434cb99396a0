alter table stages add column playbook text not null default '{"en":"","de":"","pl":""}';
alter table stages add column version integer not null default 0;
alter table stage_transitions add column mapped_from text;
