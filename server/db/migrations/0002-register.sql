-- The register: reference data, the same on every node of a distributed database.
-- `record` is the domain's record as its data file has it; the other columns
-- are what SQL filters and refers by; `position` keeps the order of the plan. Members are retired by valid_until_on,
-- never deleted, so that old records keep what they refer to.
create table org_unit (
  id text primary key,
  position smallint not null,
  kind text not null,
  name_vi text not null,
  parent_id text references org_unit deferrable initially deferred,
  successor_id text references org_unit deferrable initially deferred,
  valid_from_on date,
  valid_until_on date,
  legal_source text not null,
  record json not null
);

create table route (
  id text primary key,
  position smallint not null,
  name_vi text not null,
  in_register boolean not null,
  responsible_org_unit_id text not null references org_unit,
  valid_from_on date,
  valid_until_on date,
  legal_source text not null,
  record json not null,
  geom geometry(Geometry, 4326) not null
);

create table commune (
  id text primary key check (id ~ '^[0-9]{5}$'),
  position smallint not null,
  name_vi text not null,
  old_district_id text not null,
  valid_from_on date,
  valid_until_on date,
  record json not null,
  geom geometry(Geometry, 4326) not null
);
create index commune_geom on commune using gist (geom);

create table district (
  id text primary key,
  position smallint not null,
  name_vi text not null,
  record json not null,
  geom geometry(Geometry, 4326) not null
);

create table area (
  id text primary key,
  position smallint not null,
  name_vi text not null,
  responsible_org_unit_id text not null references org_unit,
  valid_from_on date,
  valid_until_on date,
  legal_source text not null,
  record json not null
);

create table site (
  id text primary key,
  position smallint not null,
  kind text not null,
  name_vi text not null,
  in_register boolean not null,
  commune_id text references commune,
  responsible_org_unit_id text not null references org_unit,
  valid_from_on date,
  valid_until_on date,
  legal_source text not null,
  record json not null,
  geom geometry(Geometry, 4326) not null
);

-- What stands beside the members: open classes, credits, the province's outline.
create table register_about (
  only_row boolean primary key default true check (only_row),
  record json not null
);
