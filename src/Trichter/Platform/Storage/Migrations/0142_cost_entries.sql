create table cost_entries (
    id           uuid primary key,
    kind         text not null,
    source       text not null,
    from_day     date not null,
    to_day       date not null,
    amount_minor bigint not null,
    note         text not null,
    entered_by   uuid,
    entered_at   timestamptz not null,
    version      integer not null
);

create index cost_entries_by_day on cost_entries (from_day, to_day);
