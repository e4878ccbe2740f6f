-- Incidents: places and dates only, no person. `geom` and `mask_geom` as for
-- measures; both are null where the commune or only the province is known.
create table incident (
  province_code text not null default '40',
  id uuid not null,
  type text not null check (type in (
    'report-of-trafficking','sign-of-recruitment','illegal-exit','escorted-departure',
    'return-of-victim','online-lure','child-purchase-sign','other')),
  first_on date not null check (first_on >= date '2000-01-01'),
  until_on date not null,
  place_kind text not null check (place_kind in ('exact','route-km','commune','province')),
  place json not null,
  route_id text references route,
  commune_id text references commune,
  geom geometry(Geometry, 4326),
  mask_geom geometry(Geometry, 4326),
  how_found text not null check (how_found in ('reported','patrol','referred')),
  reported_to_org_unit_id text not null references org_unit,
  victims_rescued integer not null default 0 check (victims_rescued between 0 and 500),
  note text not null default '' check (char_length(note) <= 300),
  origin text not null check (origin in ('entered','imported','demo')),
  batch_id uuid,
  entered_by_org_unit_id text not null references org_unit,
  author_id text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1 check (version >= 1),
  primary key (province_code, id),
  check (until_on > first_on),
  check ((place_kind = 'route-km') = (route_id is not null)),
  check ((place_kind = 'commune') = (commune_id is not null)),
  check ((place_kind in ('exact','route-km')) = (geom is not null)),
  check ((geom is null) = (mask_geom is null))
);
create index incident_days on incident (province_code, first_on, until_on);
create index incident_geom on incident using gist (geom);
create index incident_mask_geom on incident using gist (mask_geom);

create table incident_event (
  province_code text not null default '40',
  incident_id uuid not null,
  position smallint not null,
  step text not null check (step in (
    'received','classified','handled','verification-due','verified','initiated',
    'accepted-procuracy','prosecuted','accepted-court','tried')),
  happened_on date not null check (happened_on >= date '2000-01-01'),
  primary key (province_code, incident_id, position),
  foreign key (province_code, incident_id) references incident on delete cascade
);
create index incident_event_by_step on incident_event (step, happened_on);
