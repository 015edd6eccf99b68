-- A fault of a device that a person has: they were in touch.
CREATE OR REPLACE FUNCTION maintenance.fault_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM allocation.person_seen(h.beneficiary_id) FROM allocation.handover h WHERE h.device_id = NEW.device_id AND h.ended_at IS NULL;
  RETURN NULL;
END $$;
