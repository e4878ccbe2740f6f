-- A measure at one km post is a point that keeps its route and post (`place.onRoute`): its metres are those of
-- `route_version`, as an interval's are, and it moves with its route.
alter table measure drop constraint measure_check1;
alter table measure add constraint measure_route_check check (
  case place_kind when 'interval' then route_id is not null when 'point' then true else route_id is null end);
