-- A reservation lasts while its device is on its way to the person, whatever led it elsewhere; what it let see ends with it.
CREATE OR REPLACE FUNCTION allocation.reservation_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE allocation.reservation SET ended_at = platform.now(),
    end_reason = CASE NEW.state WHEN 'handed_over' THEN 'handed_over' ELSE 'device_gone' END
  WHERE device_id = NEW.id AND ended_at IS NULL;
  IF FOUND THEN DELETE FROM devices.visibility WHERE device_id = NEW.id AND cause_kind = 'request'; END IF;
  RETURN NULL;
END $$;
