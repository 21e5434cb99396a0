-- Departments with the points of their checklist, and the hand-over of each confirmed order to them.
create table departments (
    id         uuid primary key,
    name       text not null,
    owner_id   uuid references users (id),
    position   integer not null,
    points     text not null,
    retired_at timestamptz,
    version    integer not null
);

create table order_hand_overs (
    id            uuid primary key,
    order_id      uuid not null references orders (id),
    deal_id       uuid not null references deals (id),
    department_id uuid not null references departments (id),
    department    text not null,
    receiver_id   uuid references users (id),
    given_by      uuid references users (id),
    given_at      timestamptz not null,
    state         text not null,
    settled_by    uuid references users (id),
    settled_at    timestamptz,
    answer        text not null,
    both_roles    boolean not null,
    version       integer not null,
    unique (order_id, department_id)
);

create index order_hand_overs_by_deal on order_hand_overs (deal_id);
create index order_hand_overs_waiting on order_hand_overs (receiver_id, given_at) where state = 'Waiting';
create index order_hand_overs_returned on order_hand_overs (given_by, given_at) where state = 'Returned';

create table order_points (
    id            uuid primary key,
    hand_over_id  uuid not null references order_hand_overs (id),
    order_id      uuid not null references orders (id),
    deal_id       uuid not null references deals (id),
    position      integer not null,
    text          text not null,
    needs_proof   boolean not null,
    owner_id      uuid references users (id),
    due_on        date not null,
    done_at       timestamptz,
    done_by       uuid references users (id),
    proof         text not null,
    attachment_id uuid references attachments (id),
    version       integer not null
);

create index order_points_by_order on order_points (order_id);
create index order_points_open on order_points (owner_id, due_on) where done_at is null;
