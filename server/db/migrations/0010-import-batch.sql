-- A file that was previewed: its good rows wait here, as records, until they
-- are confirmed or expire. After that the row stays as provenance (who sent
-- which file, by its hash) without its records.
create table import_batch (
  province_code text not null default '40',
  id uuid not null,
  kind text not null check (kind in ('incidents','measures')),
  format text not null check (format in ('csv','geojson')),
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  identity_id text not null,
  org_unit_id text not null,
  state text not null check (state in ('previewed','confirmed')),
  good integer not null check (good >= 0),
  bad_total integer not null check (bad_total >= 0),
  -- What the preview answered, to be read again.
  preview json not null,
  -- [{row, record}] of the good rows; null once confirmed.
  records json,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (province_code, id),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check ((state = 'previewed') = (records is not null))
);
create index import_batch_expiry on import_batch (expires_at) where state = 'previewed';
create index import_batch_file on import_batch (sha256) where state = 'confirmed';
