create table contracts (
    id               uuid primary key,
    deal_id          uuid not null references deals (id),
    number           text not null unique,
    quote_version_id uuid not null references quote_versions (id),
    language         text not null,
    title            text not null,
    text             text not null,
    starts_on        date,
    ends_on          date,
    notice_days      integer,
    needs_paper      boolean not null,
    state            text not null,
    hash             text not null,
    sent_at          timestamptz,
    sent_by          uuid references users (id),
    signed_at        timestamptz,
    void_reason      text not null,
    created_by       uuid references users (id),
    created_at       timestamptz not null,
    version          integer not null
);

create index contracts_by_deal on contracts (deal_id);

create table contract_signers (
    id          uuid primary key,
    contract_id uuid not null references contracts (id),
    deal_id     uuid not null references deals (id),
    side        text not null,
    name        text not null,
    role        text not null,
    email       text not null,
    position    integer not null,
    secret_hash text not null
);

create index contract_signers_by_contract on contract_signers (contract_id);
create index contract_signers_by_secret on contract_signers (secret_hash) where secret_hash <> '';

create table contract_signatures (
    id          uuid primary key,
    contract_id uuid not null references contracts (id),
    signer_id   uuid not null unique references contract_signers (id),
    deal_id     uuid not null references deals (id),
    hash        text not null,
    name        text not null,
    role        text not null,
    email       text not null,
    on_paper    boolean not null,
    noted_by    uuid references users (id),
    declaration text not null,
    drawing     text not null,
    language    text not null,
    address     text not null,
    user_agent  text not null,
    signed_at   timestamptz not null
);

create index contract_signatures_by_contract on contract_signatures (contract_id);

create table contract_annexes (
    id            uuid primary key,
    contract_id   uuid not null references contracts (id),
    deal_id       uuid not null references deals (id),
    name          text not null,
    attachment_id uuid references attachments (id),
    position      integer not null
);

create index contract_annexes_by_contract on contract_annexes (contract_id);

create table contracts_kept (
    id          uuid primary key,
    contract_id uuid not null unique references contracts (id),
    deal_id     uuid not null references deals (id),
    html        text not null,
    content     text not null,
    made_at     timestamptz not null
);
