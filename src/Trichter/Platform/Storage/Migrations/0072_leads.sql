alter table questionnaire_versions add column proposes_fits boolean not null default false;

create table lead_proposals (
    id          uuid primary key,
    deal_id     uuid not null references deals (id),
    proposed_by uuid references users (id),
    proposed_at timestamptz not null,
    note        text not null,
    state       text not null,
    settled_by  uuid references users (id),
    settled_at  timestamptz,
    reason      text,
    answer      text not null,
    version     integer not null
);

create index lead_proposals_by_deal on lead_proposals (deal_id, id);
create index lead_proposals_by_state on lead_proposals (state, id);
create index lead_proposals_by_time on lead_proposals (proposed_at);
