-- Who did what and when; written in the transaction of the deed, never changed.
create table audit_event (
  province_code text not null default '40',
  id bigint generated always as identity,
  happened_at timestamptz not null,
  identity_id text not null,
  role text not null,
  org_unit_id text not null,
  action text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
  subject_kind text not null,
  subject_id uuid,
  subject_version integer,
  -- How many records the deed concerned.
  subject_count integer not null check (subject_count >= 0),
  -- Parameters of the deed; never a record's text or place.
  detail json not null,
  primary key (province_code, id)
);
create index audit_event_time on audit_event (happened_at);
create index audit_event_subject on audit_event (subject_id) where subject_id is not null;

create function refuse_audit_change() returns trigger language plpgsql as
'begin raise exception ''audit_event is append-only''; end';
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_audit_change();
