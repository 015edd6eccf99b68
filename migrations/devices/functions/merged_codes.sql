-- The other codes that a device answers to.
CREATE OR REPLACE FUNCTION devices.merged_codes(device uuid) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  doubles uuid[] := devices.doubles_of(device);
BEGIN
  IF doubles = '{}' THEN RETURN '{}'; END IF;
  RETURN (SELECT array_agg(d.code ORDER BY d.id) FROM devices.device d WHERE d.id = ANY (doubles));
END $$;
