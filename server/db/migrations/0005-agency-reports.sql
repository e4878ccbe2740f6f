-- An agency has said that it reported everything it did in [from_on, until_on).
create table agency_report (
  province_code text not null default '40',
  id uuid not null,
  org_unit_id text not null references org_unit,
  from_on date not null check (from_on >= date '2000-01-01'),
  until_on date not null,
  reported_on date not null,
  origin text not null check (origin in ('entered','imported','demo')),
  author_id text not null,
  created_at timestamptz not null,
  primary key (province_code, id),
  unique (province_code, org_unit_id, from_on, until_on),
  check (until_on > from_on)
);
