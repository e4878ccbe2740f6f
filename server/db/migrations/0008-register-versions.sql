-- Versions of the members of the register: appended, never changed; one that was taken back stays with
-- the time of it. In force on a day is the one made last of those that begin by then; `retire` ends a member.
-- The tables route, area and site hold what is in force today, to be referred to and drawn by.
create table register_version (
  unit_class text not null check (unit_class in ('route','area','site')),
  member_id text not null,
  version integer not null check (version >= 1),
  kind text not null check (kind in ('base','add','change','retire')),
  -- First day in force; null: since ever.
  valid_from_on date,
  -- The whole record of this version.
  record json not null,
  legal_source text not null,
  note text not null default '' check (char_length(note) <= 500),
  identity_id text not null,
  org_unit_id text not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  primary key (unit_class, member_id, version),
  check (kind <> 'retire' or valid_from_on is not null)
);

insert into register_version
  (unit_class, member_id, version, kind, valid_from_on, record, legal_source, identity_id, org_unit_id, made_at)
select 'route', id, 1, 'base', valid_from_on, record, legal_source, 'system', 'CA', now() from route
union all
select 'area', id, 1, 'base', valid_from_on, record, legal_source, 'system', 'CA', now() from area
union all
select 'site', id, 1, 'base', valid_from_on, record, legal_source, 'system', 'CA', now() from site;

-- What was no longer in the data files had been retired on that day.
insert into register_version
  (unit_class, member_id, version, kind, valid_from_on, record, legal_source, identity_id, org_unit_id, made_at)
select base.unit_class, base.member_id, 2, 'retire', member.valid_until_on, base.record, base.legal_source,
  'system', 'CA', now()
from register_version base
join (
  select 'route' as unit_class, id, valid_until_on from route
  union all select 'area', id, valid_until_on from area
  union all select 'site', id, valid_until_on from site
) member on member.unit_class = base.unit_class and member.id = base.member_id
where member.valid_until_on is not null and base.record ->> 'validUntilOn' is null;

-- Which data files were loaded, and how many edits there were on top: together the register's version.
alter table register_about add column file_version text;
alter table register_about add column edit_count integer not null default 0 check (edit_count >= 0);

-- The outline of an area whose communes are no longer those of the old district.
alter table area add column geom geometry(Geometry, 4326);

-- Metres of a route are those of the version on which they were written.
alter table measure add column route_version integer not null default 1 check (route_version >= 1);
alter table incident add column route_version integer not null default 1 check (route_version >= 1);
create index measure_route on measure (route_id) where route_id is not null;
create index measure_site on measure (site_id) where site_id is not null;
create index incident_route on incident (route_id) where route_id is not null;

-- A file of roads and railways that was compared with the register: what it would change waits here for an hour.
create table geometry_update (
  id uuid primary key,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  identity_id text not null,
  state text not null check (state in ('previewed','confirmed')),
  -- What the preview answered, to be read again.
  preview json not null,
  -- {routeId: the route as it would be}; null once confirmed.
  routes json,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((state = 'previewed') = (routes is not null))
);
create index geometry_update_expiry on geometry_update (expires_at) where state = 'previewed';
