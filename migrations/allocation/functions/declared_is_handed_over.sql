-- The other direction: a device declared to be with a person has the hand-over that says with whose.
CREATE OR REPLACE FUNCTION allocation.declared_is_handed_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM allocation.handover h WHERE h.device_id = NEW.device_id AND h.origin = 'declared') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.history_without_change';
  END IF;
  RETURN NULL;
END $$;
