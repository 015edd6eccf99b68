-- The device that a code leads to, wherever it is scanned or typed: a spent code of one that was logged twice leads to the one that stays.
CREATE OR REPLACE FUNCTION devices.device_of(code text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT devices.stands_for(d.id) FROM devices.device d WHERE d.code = $1
$$;
