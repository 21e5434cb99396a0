-- Classes whose period was changed, or whose erasing was approved.
create table retention_rules (
    id          uuid primary key,
    class       text not null,
    length      integer,
    approved_by uuid references users (id),
    approved_at timestamptz,
    once_by     uuid references users (id),
    once_on     date,
    proposed    integer not null,
    proposed_on date,
    version     integer not null
);

create unique index retention_rules_by_class on retention_rules (class);

create table retention_runs (
    id          uuid primary key,
    class       text not null,
    as_of       date not null,
    length      integer not null,
    approved_by uuid references users (id),
    started_at  timestamptz not null,
    ended_at    timestamptz,
    erased      integer not null,
    skipped     text not null
);

create index retention_runs_by_class on retention_runs (class, started_at);

alter table erasures add column retention_run_id uuid;
alter table erasures add column mentions_left integer not null default 0;

create index erasures_by_run on erasures (retention_run_id) where retention_run_id is not null;
create index orders_by_company on orders (company_id) where company_id is not null;
create index invoices_by_company on invoices (company_id) where company_id is not null;
create index participants_by_person on participants (person_id) where person_id is not null;
create index return_notes_by_person on return_notes (person_id) where person_id is not null;
