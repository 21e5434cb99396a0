create table companies (
    id              uuid primary key,
    name            text not null,
    legal_form      text not null,
    vat_number      text not null,
    register_number text not null,
    addresses       text not null,
    employees       integer,
    industry        text not null,
    domain          text not null,
    phone           text not null,
    tags            text not null,
    owner_id        uuid references users (id),
    customer_since  date,
    external_id     text not null,
    custom          text not null,
    name_key        text not null,
    created_at      timestamptz not null,
    deleted_at      timestamptz,
    version         integer not null
);

create index companies_by_name on companies (name, id);
create index companies_by_name_key on companies (name_key);
create index companies_by_vat on companies (vat_number) where vat_number <> '';
create index companies_by_domain on companies (domain) where domain <> '';
create index companies_by_external_id on companies (external_id) where external_id <> '';

create table people (
    id          uuid primary key,
    first_name  text not null,
    last_name   text not null,
    salutation  text not null,
    title       text not null,
    emails      text not null,
    phones      text not null,
    language    text not null,
    tags        text not null,
    external_id text not null,
    custom      text not null,
    name_key    text not null,
    main_email  text not null,
    created_at  timestamptz not null,
    deleted_at  timestamptz,
    version     integer not null
);

create index people_by_name on people (last_name, first_name, id);
create index people_by_name_key on people (name_key);
create index people_by_email on people (main_email) where main_email <> '';
create index people_by_external_id on people (external_id) where external_id <> '';

create table employments (
    id         uuid primary key,
    person_id  uuid not null references people (id),
    company_id uuid not null references companies (id),
    role       text not null,
    position   integer not null
);

create index employments_by_person on employments (person_id);
create index employments_by_company on employments (company_id);
