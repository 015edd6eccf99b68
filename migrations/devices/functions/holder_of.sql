-- Who has a device, as its history writes it.
CREATE OR REPLACE FUNCTION devices.holder_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id ELSE 'ref:' || d.holder_ref END $$;
