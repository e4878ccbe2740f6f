-- A stored file can be taken back as a whole; the row stays and says who did it when.
alter table import_batch add column undone_at timestamptz;
alter table import_batch add column undone_by text;
alter table import_batch drop constraint import_batch_state_check;
alter table import_batch add constraint import_batch_state_check
  check (state in ('previewed','confirmed','undone'));
alter table import_batch drop constraint import_batch_check;
alter table import_batch add constraint import_batch_confirmed_check
  check ((state = 'previewed') = (confirmed_at is null));
alter table import_batch add constraint import_batch_undone_check
  check ((state = 'undone') = (undone_at is not null) and (undone_at is null) = (undone_by is null));
create index import_batch_sent on import_batch (org_unit_id, confirmed_at) where state <> 'previewed';
