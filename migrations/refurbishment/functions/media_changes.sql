-- What asked for the media of a device anew since its data epoch began, each at its place in the order: a part that carries a medium was
-- changed; a medium was named; one is in another device; a system is installed, though no medium is left in it. The one home of that
-- rule: docs/adr/0058.
CREATE OR REPLACE FUNCTION refurbishment.media_changes(device uuid, epoch smallint) RETURNS TABLE (order_no bigint, why text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE began bigint;
BEGIN
  SELECT b.event_id INTO began FROM refurbishment.epoch_start b WHERE b.device_id = device AND b.data_epoch = epoch;
  RETURN QUERY SELECT x, 'part_changed' FROM refurbishment.part_changed(device, epoch) x WHERE x > 0;
  RETURN QUERY SELECT x.n, 'medium_added' FROM (SELECT devices.first_seen_order(m) AS n FROM devices.medium m WHERE m.device_id = device) x
    WHERE x.n > began;
  RETURN QUERY SELECT x.n, 'medium_elsewhere' FROM (
    SELECT refurbishment.located_elsewhere(m) AS n FROM devices.medium m WHERE m.device_id = device AND m.serial_key IS NOT NULL) x
    WHERE x.n > began;
  IF EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = device AND NOT refurbishment.gone(m)) THEN RETURN; END IF;
  RETURN QUERY SELECT coalesce(t.order_no, devices.order_at(device, t.signed_at)), 'system_installed' FROM refurbishment.test_sheet t
    WHERE t.device_id = device AND t.data_epoch = epoch AND t.answers ->> 'system' = 'ok'
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.test_sheet_id = t.id);
  RETURN QUERY SELECT e.id, 'system_installed' FROM devices.device_event e
    WHERE e.device_id = device AND e.verb = 'record_repair' AND e.id > began AND e.facts -> 'repairs' ? 'system';
END $$;
