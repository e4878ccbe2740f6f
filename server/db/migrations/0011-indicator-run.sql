-- The policy of Indicator 1 is data: versions are added, never changed, and every run names its own.
create table coverage_policy (
  version text primary key,
  policy json not null,
  in_force boolean not null
);
create unique index coverage_policy_in_force on coverage_policy (in_force) where in_force;

insert into coverage_policy (version, in_force, policy) values (
  'v1', true,
  '{"version":"v1","countedTypes":["M01","M02","M03","M04","M05","M06","M09"],"countedAgencies":["CA","BP","VKS","TA"],"routeReachM":500,"areaReachM":1000,"siteCatchmentM":1000,"gateCatchmentM":500,"evidenceWeight":{"E0":0.25,"E1":0.5,"E2":0.8,"E3":1},"halfLifeDays":{"M01":180,"M02":30,"M03":30,"M04":30,"M05":90,"M06":90,"M09":180},"unitThreshold":0,"gapBelow":0.25,"gapMinLengthM":1000}'
);

-- A stored computation: what it was made from (method, period, policy, register, data, the day of
-- computing) is its key, so that the same question is computed once.
create table indicator_run (
  province_code text not null default '40',
  id uuid not null,
  indicator smallint not null check (indicator between 1 and 5),
  -- Name and version of the code's method: a run of an older one is never shown as today's.
  method text not null,
  period_id text not null,
  from_on date not null,
  until_on date not null,
  fresh_at timestamptz not null,
  policy_version text not null references coverage_policy,
  register_version text not null,
  data_version bigint not null,
  computed_at timestamptz not null,
  -- The run as the API answers it, policy included.
  result json not null,
  -- Pieces of every route, for the map.
  routes json not null,
  primary key (province_code, id),
  unique (province_code, indicator, method, period_id, policy_version, register_version, data_version, fresh_at),
  check (until_on > from_on)
);

-- What the figures of each unit open to.
create table indicator_run_unit (
  province_code text not null default '40',
  run_id uuid not null,
  unit_class text not null check (unit_class in ('route','area','site')),
  unit_id text not null,
  detail json not null,
  -- {measureId: the unit that entered it}: who may see its exact place, also after it is deleted.
  entered_by json not null,
  primary key (province_code, run_id, unit_class, unit_id),
  foreign key (province_code, run_id) references indicator_run on delete cascade
);
