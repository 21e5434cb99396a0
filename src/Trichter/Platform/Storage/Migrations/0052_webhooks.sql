create table webhooks (
    id              uuid primary key,
    name            text not null,
    url             text not null,
    kinds           text not null,
    secret          text not null,
    old_secret      text,
    old_until       timestamptz,
    created_at      timestamptz not null,
    disabled_at     timestamptz,
    failing_since   timestamptz,
    version         integer not null
);

create table webhook_messages (
    id              uuid primary key,
    webhook_id      uuid not null references webhooks (id),
    kind            text not null,
    body            text not null,
    at              timestamptz not null,
    state           text not null,
    attempts        integer not null,
    next_attempt_at timestamptz,
    done_at         timestamptz,
    last_status     integer,
    last_answer     text not null
);

create index webhook_messages_due on webhook_messages (next_attempt_at) where next_attempt_at is not null;
create index webhook_messages_by_webhook on webhook_messages (webhook_id, id);
create index webhook_messages_by_time on webhook_messages (at);
