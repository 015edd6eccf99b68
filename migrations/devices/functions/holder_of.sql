-- Who has a device, as its history writes it. `::text`, because `text || uuid` is not immutable and Postgres then calls the function
-- instead of writing it into the statement.
CREATE OR REPLACE FUNCTION devices.holder_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id::text ELSE 'ref:' || d.holder_ref::text END $$;
