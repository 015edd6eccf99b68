-- What was to be checked of a device before somebody said that it was, by the last that was said of it; null where nobody has, or where
-- corrections settled it.
CREATE OR REPLACE FUNCTION devices.was_to_check(device uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT CASE e.verb WHEN 'verify' THEN string_to_array(f.before, ',') END
  FROM devices.former_value f JOIN devices.device_event e ON e.id = f.event_id
  WHERE f.device_id = device AND f.field = 'to_check' ORDER BY f.id DESC LIMIT 1
$$;
