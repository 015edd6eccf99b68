-- A hand-over lasts until its device comes back or is gone; what it let see ends with it.
CREATE OR REPLACE FUNCTION allocation.handover_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE allocation.handover SET ended_at = now(), end_reason = CASE NEW.state WHEN 'returned' THEN 'returned' ELSE 'device_gone' END
  WHERE device_id = NEW.id AND ended_at IS NULL;
  IF FOUND THEN DELETE FROM devices.visibility WHERE device_id = NEW.id AND cause_kind = 'handover'; END IF;
  RETURN NULL;
END $$;
