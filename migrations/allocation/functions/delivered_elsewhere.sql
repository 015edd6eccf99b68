-- Delivered to another structure than the one that asked: the unit waits for another device.
CREATE OR REPLACE FUNCTION allocation.delivered_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE allocation.reservation v SET ended_at = platform.now(), end_reason = 'device_gone' FROM allocation.request_unit u
  WHERE v.device_id = NEW.id AND v.ended_at IS NULL AND u.id = v.unit_id AND u.structure_id IS DISTINCT FROM NEW.holder_org_id;
  IF FOUND THEN DELETE FROM devices.visibility WHERE device_id = NEW.id AND cause_kind = 'request'; END IF;
  RETURN NULL;
END $$;
