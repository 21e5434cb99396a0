alter table forecasts add column commit_minor bigint;
