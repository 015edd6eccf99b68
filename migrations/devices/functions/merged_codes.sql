-- The other codes that a device answers to.
CREATE OR REPLACE FUNCTION devices.merged_codes(device uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(d.code ORDER BY d.id), '{}') FROM devices.device d WHERE d.id = ANY (devices.doubles_of($1))
$$;
