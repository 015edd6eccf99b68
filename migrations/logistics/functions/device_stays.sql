-- Lots that are being prepared keep a device that was logged by mistake.
CREATE OR REPLACE FUNCTION logistics.device_stays(device uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'devices.kept_in_lot', t.number FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
  WHERE l.device_id = device AND t.state = 'preparing'
$$;
