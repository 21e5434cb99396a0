create table questionnaires (
    id                 uuid primary key,
    key                text not null unique,
    name               text not null,
    position           integer not null,
    current_version_id uuid,
    retired_at         timestamptz,
    version            integer not null
);

create table questionnaire_versions (
    id               uuid primary key,
    questionnaire_id uuid not null references questionnaires (id),
    number           integer not null,
    published_at     timestamptz,
    fit_from         integer not null,
    groups           text not null,
    version          integer not null
);

create index questionnaire_versions_of on questionnaire_versions (questionnaire_id, number);

create table answers (
    id               uuid primary key,
    deal_id          uuid not null references deals (id),
    questionnaire_id uuid not null references questionnaires (id),
    version_id       uuid not null references questionnaire_versions (id),
    question_key     text not null,
    value            text not null,
    note             text not null,
    source           text not null,
    confidence       text not null,
    answered_by      uuid references users (id),
    answered_at      timestamptz not null,
    replaced_at      timestamptz,
    version          integer not null
);

create index answers_by_deal on answers (deal_id, questionnaire_id);

create table questionnaire_links (
    id               uuid primary key,
    deal_id          uuid not null references deals (id),
    questionnaire_id uuid not null references questionnaires (id),
    version_id       uuid not null references questionnaire_versions (id),
    sent_to          text not null,
    language         text not null,
    hash             text not null unique,
    created_by       uuid references users (id),
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    revoked_at       timestamptz,
    answered_at      timestamptz
);

create index questionnaire_links_by_deal on questionnaire_links (deal_id);
