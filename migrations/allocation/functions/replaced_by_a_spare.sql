-- What replaces a device is on the shelf of the structure that handed that one over. A request for which it was kept waits for another device.
CREATE OR REPLACE FUNCTION allocation.replaced_by_a_spare() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM devices.device d WHERE d.id = NEW.device_id AND d.state = 'delivered' AND d.holder_org_id = NEW.structure_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.replacement_not_here';
  END IF;
  UPDATE allocation.reservation SET ended_at = platform.now(), end_reason = 'swapped' WHERE device_id = NEW.device_id AND ended_at IS NULL;
  IF FOUND THEN DELETE FROM devices.visibility WHERE device_id = NEW.device_id AND cause_kind = 'request'; END IF;
  RETURN NEW;
END $$;
