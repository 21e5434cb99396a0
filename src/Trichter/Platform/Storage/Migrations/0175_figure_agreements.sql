-- What was agreed about figures of single colleagues; without one in force there are none.
create table figure_agreements (
    id            uuid primary key,
    agreed_on     date not null,
    in_force_from date not null,
    document      text not null,
    scopes        text not null,
    note          text not null,
    recorded_at   timestamptz not null,
    recorded_by   uuid,
    ended_at      timestamptz,
    version       integer not null
);
