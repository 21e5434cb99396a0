alter table stages add column talk_track text not null default '[]';
