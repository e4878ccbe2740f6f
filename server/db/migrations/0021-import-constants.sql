-- What an agency says once for all rows of its files of one layout, e.g. {"lead": "BP"}: a GPS receiver has no column for it.
alter table import_mapping add column constants json not null default '{}';
-- Previews of before had none.
update import_batch set preview = (preview::jsonb || '{"constants": []}')::json where preview::jsonb -> 'constants' is null;
