-- The frame: PostGIS, the book of migrations and the one row of facts about this database.
create extension if not exists postgis;

create table meta (
  only_row boolean primary key default true check (only_row),
  data_version bigint not null default 0,
  register_version text,
  demo_decided_at timestamptz,
  has_demo_data boolean not null default false
);

insert into meta default values;

-- VN-2000 / TM-3 104-45 for Nghệ An (EPSG:9208): the embedded engine's list of
-- reference systems ends before it. EPSG:6960 turned to the position-vector signs of proj4.
insert into spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
values (
  9208, 'EPSG', 9208,
  'PROJCS["VN-2000 / TM-3 104-45",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563],TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4756"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",104.75],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","9208"]]',
  '+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs'
)
on conflict (srid) do nothing;
