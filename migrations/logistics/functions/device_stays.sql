-- Lots that are being prepared keep devices that were logged by mistake; `label` is the device.
CREATE OR REPLACE FUNCTION logistics.device_stays(ids uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'devices.kept_in_lot', l.device_id::text FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
  WHERE l.device_id = ANY (ids) AND t.state = 'preparing'
$$;
