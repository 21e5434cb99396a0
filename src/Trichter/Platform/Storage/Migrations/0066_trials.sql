create table trials (
    id           uuid primary key,
    deal_id      uuid not null references deals (id),
    text         text not null,
    goal         text not null,
    starts_on    date not null,
    ends_on      date not null,
    follow_up_on date not null,
    result       text,
    result_note  text not null,
    ended_at     timestamptz,
    noted_at     timestamptz not null,
    version      integer not null
);

create index trials_by_deal on trials (deal_id);
create index trials_running on trials (follow_up_on) where ended_at is null;
