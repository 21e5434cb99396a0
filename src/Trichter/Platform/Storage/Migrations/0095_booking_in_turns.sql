alter table booking_pages add column colleagues text not null default '[]';
