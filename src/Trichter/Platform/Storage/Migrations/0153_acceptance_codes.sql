alter table quote_acceptances add column email_proven_at timestamptz;

create table acceptance_rules (
    id               uuid primary key,
    code_above_minor bigint,
    version          integer not null
);

create table acceptance_codes (
    id         uuid primary key,
    link_id    uuid not null references quote_links (id),
    version_id uuid not null references quote_versions (id),
    deal_id    uuid not null references deals (id),
    email      text not null,
    hash       text not null,
    sent_at    timestamptz not null,
    ends_at    timestamptz not null,
    tries      integer not null,
    used_at    timestamptz
);

create index acceptance_codes_by_link on acceptance_codes (link_id, sent_at);
