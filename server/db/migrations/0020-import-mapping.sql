-- The formats that files come in.
alter table import_batch drop constraint import_batch_format_check;
alter table import_batch add constraint import_batch_format_check
  check (format in ('csv','xlsx','geojson','gpx','kml','shapefile','geopackage'));

-- What an agency's columns mean where somebody had to say so: by the set of headings, whatever their order.
create table import_mapping (
  province_code text not null default '40',
  org_unit_id text not null references org_unit,
  kind text not null check (kind in ('incidents','measures')),
  -- Hash of the headings, folded and sorted.
  headings_sha256 text not null check (headings_sha256 ~ '^[0-9a-f]{64}$'),
  -- {heading: field, or null where it is left out}
  mapping json not null,
  used_at timestamptz not null,
  primary key (province_code, org_unit_id, kind, headings_sha256)
);
