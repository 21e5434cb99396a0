create table quotes (
    id         uuid primary key,
    deal_id    uuid not null references deals (id),
    number     text not null unique,
    created_at timestamptz not null,
    created_by uuid references users (id),
    latest     integer not null,
    retired_at timestamptz,
    version    integer not null
);

create index quotes_by_deal on quotes (deal_id);

create table quote_versions (
    id                uuid primary key,
    quote_id          uuid not null references quotes (id),
    deal_id           uuid not null references deals (id),
    number            integer not null,
    state             text not null,
    language          text not null,
    currency          text not null,
    is_gross          boolean not null,
    title             text not null,
    intro             text not null,
    scope             text not null,
    terms             text not null,
    delivery_terms    text not null,
    payment_days      integer not null,
    skonto_percent    bigint,
    skonto_days       integer,
    valid_until       date not null,
    is_binding        boolean not null,
    needs_paper       boolean not null,
    discount_percent  bigint,
    freight_minor     bigint not null,
    freight_category  text not null,
    freight_rate      bigint not null,
    buyer_name        text not null,
    buyer_street      text not null,
    buyer_postal_code text not null,
    buyer_city        text not null,
    buyer_country     text not null,
    buyer_vat         text not null,
    buyer_contact     text not null,
    buyer_owes_tax    boolean not null,
    net_minor         bigint not null,
    vat_minor         bigint not null,
    gross_minor       bigint not null,
    contract_minor    bigint not null,
    cost_minor        bigint,
    sent_at           timestamptz,
    sent_by           uuid references users (id),
    hash              text not null,
    viewed_at         timestamptz,
    decided_at        timestamptz,
    decided_by        text not null,
    decision_reason   text not null,
    chosen            text not null,
    created_at        timestamptz not null,
    version           integer not null,
    unique (quote_id, number)
);

create index quote_versions_by_deal on quote_versions (deal_id);
create index quote_versions_by_state on quote_versions (state, valid_until);

create table quote_lines (
    id           uuid primary key,
    version_id   uuid not null references quote_versions (id),
    deal_id      uuid not null references deals (id),
    key          uuid not null,
    position     integer not null,
    kind         text not null,
    product_id   uuid references products (id),
    article      text not null,
    name         text not null,
    text         text not null,
    quantity     bigint not null,
    unit         text not null,
    price        bigint,
    basis        bigint not null,
    discount     bigint not null,
    tax_class    text not null,
    vat_category text not null,
    vat_rate     bigint not null,
    cost         bigint,
    alternative  text not null,
    interval     text not null,
    term         integer,
    price_row_id uuid,
    list_price   bigint
);

create index quote_lines_by_version on quote_lines (version_id);
create index quote_lines_by_product on quote_lines (product_id) where product_id is not null;

create table quote_documents (
    id         uuid primary key,
    version_id uuid not null unique references quote_versions (id),
    deal_id    uuid not null references deals (id),
    html       text not null,
    content    text not null,
    made_at    timestamptz not null
);

create table quote_links (
    id         uuid primary key,
    version_id uuid not null references quote_versions (id),
    deal_id    uuid not null references deals (id),
    sent_to    text not null,
    email      text not null,
    hash       text not null unique,
    created_by uuid references users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index quote_links_by_version on quote_links (version_id);

create table quote_acceptances (
    id          uuid primary key,
    version_id  uuid not null unique references quote_versions (id),
    deal_id     uuid not null references deals (id),
    link_id     uuid references quote_links (id),
    hash        text not null,
    chosen      text not null,
    net_minor   bigint not null,
    vat_minor   bigint not null,
    gross_minor bigint not null,
    contract_minor bigint not null,
    name        text not null,
    role        text not null,
    email       text not null,
    declaration text not null,
    drawing     text not null,
    language    text not null,
    address     text not null,
    user_agent  text not null,
    accepted_at timestamptz not null
);

create index quote_acceptances_by_deal on quote_acceptances (deal_id);

create table quote_comments (
    id         uuid primary key,
    version_id uuid not null references quote_versions (id),
    deal_id    uuid not null references deals (id),
    line_key   uuid,
    by_name    text not null,
    by_user    uuid references users (id),
    text       text not null,
    written_at timestamptz not null
);

create index quote_comments_by_version on quote_comments (version_id);

create table approval_rules (
    id         uuid primary key,
    measure    text not null,
    threshold  bigint not null,
    role       text not null,
    retired_at timestamptz,
    version    integer not null
);

create table quote_approvals (
    id         uuid primary key,
    version_id uuid not null references quote_versions (id),
    deal_id    uuid not null references deals (id),
    rule_id    uuid not null references approval_rules (id),
    sentence   text not null,
    data       text not null,
    hash       text not null,
    asked_by   uuid references users (id),
    asked_at   timestamptz not null,
    note       text not null,
    granted    boolean,
    decided_by uuid references users (id),
    decided_at timestamptz,
    answer     text not null,
    version    integer not null
);

create index quote_approvals_by_version on quote_approvals (version_id);
create index quote_approvals_open on quote_approvals (deal_id) where decided_at is null;

create table need_coverages (
    id       uuid primary key,
    quote_id uuid not null references quotes (id),
    deal_id  uuid not null references deals (id),
    need_id  uuid not null references needs (id),
    degree   text not null,
    line_key uuid,
    version  integer not null,
    unique (quote_id, need_id)
);

create index need_coverages_by_deal on need_coverages (deal_id);
