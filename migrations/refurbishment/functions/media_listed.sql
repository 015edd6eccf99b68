-- The newest listing of all the media of a device since its data epoch began: by an inventory that lists at least one to prove (without one it
-- has seen nothing, which is not that there is nothing), or by a signed statement. Its place in the order; no row: there is none.
CREATE OR REPLACE FUNCTION refurbishment.media_listed(device uuid, epoch smallint) RETURNS TABLE (order_no bigint, kind text)
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT x.n, x.kind FROM (
    SELECT coalesce(s.order_no, s.event_id) AS n, 'inventory' AS kind FROM devices.snapshot s
    JOIN devices.device_event e ON e.id = s.event_id AND e.device_id = s.device_id
    JOIN refurbishment.epoch_start b ON b.device_id = s.device_id AND b.data_epoch = epoch
    WHERE s.device_id = device AND s.has_storage_section AND e.verb = 'take_inventory' AND e.id > b.event_id
      AND EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = device)
    UNION ALL
    SELECT coalesce(m.order_no, devices.order_at(device, m.signed_at)), m.kind::text FROM refurbishment.media_statement m
    WHERE m.device_id = device AND m.data_epoch = epoch
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id)) x
  ORDER BY x.n DESC LIMIT 1 $$;
