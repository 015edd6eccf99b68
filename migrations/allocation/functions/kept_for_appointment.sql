-- Somebody comes for a device that is kept, and goes on being kept while their appointment is written.
CREATE OR REPLACE FUNCTION allocation.kept_for_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM allocation.reservation WHERE id = NEW.reservation_id AND ended_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.appointment_not_kept';
  END IF;
  RETURN NEW;
END $$;
