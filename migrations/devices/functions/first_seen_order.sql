-- When a medium was named first, in the order of what was told of its device: with its inventory, or by a person.
CREATE OR REPLACE FUNCTION devices.first_seen_order(medium devices.medium) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce((medium).order_no,
    (SELECT coalesce(s.order_no, s.event_id) FROM devices.snapshot s WHERE s.id = (medium).snapshot_id),
    devices.order_at((medium).device_id, (medium).first_seen_at)) $$;
