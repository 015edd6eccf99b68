-- The newest result of each drive that a device's own logs speak of and that is not listed among its media. One without a serial may be
-- whichever medium has none.
CREATE OR REPLACE FUNCTION refurbishment.unlisted_drives(device uuid) RETURNS SETOF refurbishment.drive_result LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (refurbishment.drive_key(r)) r.*
  FROM refurbishment.own_logs(device) l JOIN refurbishment.drive_result r ON r.log_id = l.id
  WHERE NOT EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = device AND m.serial_key IS NOT DISTINCT FROM r.serial_key)
  ORDER BY refurbishment.drive_key(r), l.received_at DESC, r.position DESC $$;
