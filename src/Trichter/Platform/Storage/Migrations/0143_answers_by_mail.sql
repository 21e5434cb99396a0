alter table participants add column invited_sequence integer not null default 0;
alter table participants add column answer_stamp timestamptz;

alter table outgoing_mails add column reply_to text not null default '';
