-- The locks that keep a device closed: what refurbishment needs to know of intake.
CREATE OR REPLACE FUNCTION refurbishment.locks_of(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT l.kind FROM intake.device_lock l WHERE l.device_id = device AND l.released_at IS NULL ORDER BY l.kind $$;
