alter table bulk_runs add column record text not null default 'Deal';
alter table bulk_runs add column within text not null default '';
alter table bulk_runs add column field text not null default '';

update bulk_runs set within = (select processes.key from processes where processes.id = bulk_runs.process_id);
update bulk_runs set field = 'source' where what = 'Source';
update bulk_runs set field = 'product' where what = 'Product';
update bulk_runs set field = 'expected_close' where what = 'ExpectedClose';
update bulk_runs set what = 'Field' where field <> '';

alter table bulk_runs drop column process_id;
alter table bulk_refusals rename column deal_id to record_id;
