-- A hand-over lasts until its device comes back or is gone; what it let see ends with it.
CREATE OR REPLACE FUNCTION allocation.handover_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A device that is repaired for its person goes back to them, or is replaced, or given up; never into stock under their hand-over.
  IF OLD.state = 'in_maintenance' AND NEW.state = 'in_stock'
    AND EXISTS (SELECT 1 FROM allocation.handover h WHERE h.device_id = NEW.id AND h.ended_at IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.repaired_for_a_person', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  UPDATE allocation.handover SET ended_at = platform.now(), end_reason = CASE NEW.state WHEN 'returned' THEN 'returned' ELSE 'device_gone' END
  WHERE device_id = NEW.id AND ended_at IS NULL;
  IF FOUND THEN DELETE FROM devices.visibility WHERE device_id = NEW.id AND cause_kind = 'handover'; END IF;
  RETURN NULL;
END $$;
