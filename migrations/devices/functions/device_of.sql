-- The device that a code leads to, wherever it is scanned or typed: a spent code of one that was logged twice leads to the one that stays.
-- Nearly every code leads to its own device, so the way of merges is walked only where there is one.
CREATE OR REPLACE FUNCTION devices.device_of(code text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN d.merged_into IS NULL THEN d.id ELSE devices.stands_for(d.id) END FROM devices.device d WHERE d.code = $1
$$;
