-- Measures. Days are half-open: until_on is the day after the last.
-- `place` is the exact place as entered; `geom` the same for filtering, null
-- where the place is communes. `mask_geom` is what other agencies may filter
-- by (cell centre, whole kilometres, site), null where they see communes only.
create table measure (
  province_code text not null default '40',
  id uuid not null,
  type text not null check (type in ('M01','M02','M03','M04','M05','M06','M07','M08','M09','M10','M11','M12','M99')),
  lead_org_unit_id text not null references org_unit,
  first_on date not null check (first_on >= date '2000-01-01'),
  until_on date not null,
  place_kind text not null check (place_kind in ('track','line','interval','point','polygon','communes','site')),
  place json not null,
  route_id text references route,
  site_id text references site,
  geom geometry(Geometry, 4326),
  mask_geom geometry(Geometry, 4326),
  sub_scheme smallint not null check (sub_scheme between 1 and 3),
  status text not null check (status in ('planned','done','verified')),
  evidence text not null check (evidence in ('E0','E1','E2','E3')),
  document_number text not null default '' check (char_length(document_number) <= 60),
  note text not null default '' check (char_length(note) <= 500),
  origin text not null check (origin in ('entered','imported','demo')),
  batch_id uuid,
  entered_by_org_unit_id text not null references org_unit,
  author_id text not null,
  verifier_id text,
  verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1 check (version >= 1),
  primary key (province_code, id),
  check (until_on > first_on),
  check ((place_kind = 'interval') = (route_id is not null)),
  check ((place_kind = 'site') = (site_id is not null)),
  check ((place_kind = 'communes') = (geom is null)),
  check ((status = 'verified') = (verifier_id is not null)),
  check ((verifier_id is null) = (verified_at is null)),
  -- Nobody verifies what they entered.
  check (verifier_id is distinct from author_id)
);
create index measure_days on measure (province_code, first_on, until_on);
create index measure_updated on measure (province_code, updated_at);
create index measure_entered_by on measure (entered_by_org_unit_id);
create index measure_geom on measure using gist (geom);
create index measure_mask_geom on measure using gist (mask_geom);
-- Tracks are read whole and often: uncompressed they come out faster.
alter table measure alter column place set storage external;

create table measure_org_unit (
  province_code text not null default '40',
  measure_id uuid not null,
  org_unit_id text not null references org_unit,
  position smallint not null,
  primary key (province_code, measure_id, org_unit_id),
  foreign key (province_code, measure_id) references measure on delete cascade
);
create index measure_org_unit_by_unit on measure_org_unit (org_unit_id);

-- The communes that the exact place touches (the nearest where it touches none).
create table measure_commune (
  province_code text not null default '40',
  measure_id uuid not null,
  commune_id text not null references commune,
  position smallint not null,
  primary key (province_code, measure_id, commune_id),
  foreign key (province_code, measure_id) references measure on delete cascade
);
create index measure_commune_by_commune on measure_commune (commune_id);
