-- A confirmed file of roads and railways: who confirmed it, from which day, by which source, and the versions
-- of routes that it made, so that it can be taken back as one.
alter table geometry_update add column org_unit_id text not null;
alter table geometry_update add column confirmed_at timestamptz;
alter table geometry_update add column from_on date;
alter table geometry_update add column source text check (char_length(source) <= 300);
-- [{routeId, version}]
alter table geometry_update add column versions json;
alter table geometry_update drop constraint geometry_update_state_check;
alter table geometry_update add constraint geometry_update_state_check
  check (state in ('previewed','confirmed','undone'));
alter table geometry_update add constraint geometry_update_confirmed_check
  check ((state = 'previewed') = (confirmed_at is null)
    and (confirmed_at is null) = (from_on is null)
    and (confirmed_at is null) = (source is null)
    and (confirmed_at is null) = (versions is null));
create index geometry_update_confirmed on geometry_update (confirmed_at) where state <> 'previewed';
