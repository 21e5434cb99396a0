create table booking_pages (
    id             uuid primary key,
    user_id        uuid not null unique references users (id),
    address        text not null unique,
    title          text not null,
    length_minutes integer not null,
    buffer_minutes integer not null,
    notice_hours   integer not null,
    most_per_day   integer not null,
    days_ahead     integer not null,
    questions      text not null,
    process_id     uuid not null references processes (id),
    is_open        boolean not null,
    taken          integer not null,
    version        integer not null
);

create table bookings (
    id           uuid primary key,
    page_id      uuid not null references booking_pages (id),
    deal_id      uuid not null references deals (id),
    activity_id  uuid not null,
    name         text not null,
    email        text not null,
    hash         text not null unique,
    created_at   timestamptz not null,
    cancelled_at timestamptz
);

create index bookings_by_page on bookings (page_id, activity_id);
