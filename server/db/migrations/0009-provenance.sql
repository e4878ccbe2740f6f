-- Where a record came from: the row of the file whose batch it belongs to
-- (1 = first data row), beside `batch_id`. And joint measures: two records of
-- one piece of work become one; the sources stay for history, out of lists and
-- figures, until the joint measure is taken apart again.
alter table measure add column batch_row integer check (batch_row >= 1);
alter table incident add column batch_row integer check (batch_row >= 1);
create index measure_batch on measure (batch_id) where batch_id is not null;
create index incident_batch on incident (batch_id) where batch_id is not null;

alter table measure add column superseded_by uuid;
alter table measure add constraint measure_superseded_by_other check (superseded_by is distinct from id);
alter table measure add constraint measure_superseded_by_fkey
  foreign key (province_code, superseded_by) references measure (province_code, id);
create index measure_superseded_by on measure (superseded_by) where superseded_by is not null;

-- A finding about data quality that somebody looked at and set aside, with a
-- word why. `finding_key` names the kind and the records it was about.
create table quality_dismissal (
  province_code text not null default '40',
  finding_key text not null check (char_length(finding_key) <= 200),
  kind text not null,
  -- Versions of the records when it was set aside: a record that changed is looked at again.
  record_versions text not null,
  reason text not null check (char_length(reason) between 1 and 300),
  dismissed_by text not null,
  dismissed_by_org_unit_id text not null references org_unit,
  dismissed_at timestamptz not null,
  primary key (province_code, finding_key)
);
