create table seals (
    number  bigint primary key,
    hash    text not null,
    entries integer not null,
    at      timestamptz not null
);

alter table ledger add column seal bigint;
create index ledger_unsealed on ledger (id) where seal is null;
create index ledger_by_seal on ledger (seal, id) where seal is not null;
