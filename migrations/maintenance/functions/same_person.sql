-- A repaired device goes back to the person it was taken from, whoever asks.
CREATE OR REPLACE FUNCTION maintenance.same_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.holder_to IS DISTINCT FROM (
    SELECT e.holder_from FROM devices.device_event e
    WHERE e.device_id = NEW.device_id AND e.verb = 'take_for_repair' ORDER BY e.id DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.not_the_same_person';
  END IF;
  RETURN NULL;
END $$;
