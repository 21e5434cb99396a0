-- The chain covers salted digests of the values, so that values can be erased and the chain still holds (decision 0033).
alter table ledger add column salt text not null default '';
alter table ledger add column erased text not null default '';
alter table seals add column renews bigint;
