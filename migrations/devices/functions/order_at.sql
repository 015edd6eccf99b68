-- The place of a moment in the order of what was told of a device, for rows of before order_no.
CREATE OR REPLACE FUNCTION devices.order_at(device uuid, moment timestamptz) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce(max(e.id), 0) FROM devices.device_event e WHERE e.device_id = device AND e.recorded_at <= moment $$;
