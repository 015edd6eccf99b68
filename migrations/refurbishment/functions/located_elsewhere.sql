-- By which statement a medium is in another device, as the newest that was signed of its serial says and no later inventory contradicts: its
-- place in the order. Null: it is here, as far as anybody said.
CREATE OR REPLACE FUNCTION refurbishment.located_elsewhere(medium devices.medium) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT l.order_no FROM (
    SELECT x.order_no, x.kind, x.device_id, x.other_device_id, x.signed_at FROM refurbishment.medium_location x
    WHERE x.serial_key = (medium).serial_key AND (medium).device_id IN (x.device_id, x.other_device_id)
    ORDER BY x.order_no DESC LIMIT 1) l
  WHERE l.kind = 'here' AND l.other_device_id = (medium).device_id AND NOT refurbishment.seen_after(medium, l.signed_at) $$;
