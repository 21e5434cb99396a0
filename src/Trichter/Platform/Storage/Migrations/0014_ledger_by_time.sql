create index ledger_by_time on ledger (record, at);
