-- A file of GPS tracks that was previewed: its cleaned patrols wait here until
-- the analyst confirms what they were, or for an hour. What is confirmed gets a
-- row of import_batch, as every stored file does.
create table track_preview (
  province_code text not null default '40',
  id uuid not null,
  file_name text not null,
  format text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  identity_id text not null,
  -- [{number, dayOn, geometry, dwells}]
  patrols json not null,
  expires_at timestamptz not null,
  primary key (province_code, id)
);
create index track_preview_expiry on track_preview (expires_at);

alter table import_batch drop constraint if exists import_batch_format_check;
alter table import_batch add constraint import_batch_format_check
  check (format in ('csv','xlsx','geojson','gpx','kml','shapefile','geopackage'));
