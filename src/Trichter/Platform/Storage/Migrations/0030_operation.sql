-- When recurring work last ran, on whatever node.
create table job_runs (
    name          text primary key,
    last_run_at   timestamptz not null,
    failing_since timestamptz
);
