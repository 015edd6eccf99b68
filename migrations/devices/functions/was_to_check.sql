-- What was to be checked of a device before somebody last said that it was; null where nobody has.
CREATE OR REPLACE FUNCTION devices.was_to_check(device uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT string_to_array(f.before, ',') FROM devices.former_value f
  WHERE f.device_id = device AND f.field = 'to_check' ORDER BY f.id DESC LIMIT 1
$$;
