-- A device is asked for somebody: they were in touch.
CREATE OR REPLACE FUNCTION allocation.asked_for_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM allocation.person_seen(NEW.beneficiary_id);
  RETURN NULL;
END $$;
