create index commitments_verbal on commitments (asked_at, id) where verbal and settled_at is null;
