-- The other device, of those that the bank or its partners have, where a medium of the same number is proven too: it cannot be in both. Null:
-- there is none, or somebody signed that the two are two.
CREATE OR REPLACE FUNCTION refurbishment.proven_elsewhere(medium devices.medium) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
  IF (medium).serial_key IS NULL OR refurbishment.gone(medium) THEN RETURN NULL; END IF;
  RETURN (
    SELECT d.id FROM devices.medium t JOIN devices.device d ON d.id = t.device_id
    WHERE t.serial_key = (medium).serial_key AND t.device_id <> (medium).device_id
      AND d.state <> ALL (devices.out_states()) AND d.state <> 'handed_over'
      AND refurbishment.proven(t, d.data_epoch) AND NOT refurbishment.gone(t)
      AND (SELECT l.kind FROM refurbishment.medium_location l WHERE l.serial_key = t.serial_key
        AND (l.device_id, l.other_device_id) IN ((d.id, (medium).device_id), ((medium).device_id, d.id))
        ORDER BY l.order_no DESC LIMIT 1) IS DISTINCT FROM 'two_media'
    ORDER BY d.id LIMIT 1);
END $$;
