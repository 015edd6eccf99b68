-- A repaired device goes back to the person it was taken from, whoever asks. One that was in stock since is nobody's repair any more: it is
-- handed over, past the gate.
CREATE OR REPLACE FUNCTION maintenance.same_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.holder_to IS DISTINCT FROM (
    SELECT e.holder_from FROM devices.device_event e
    WHERE e.device_id = NEW.device_id AND e.verb = 'take_for_repair'
      AND NOT EXISTS (SELECT 1 FROM devices.device_event s WHERE s.device_id = e.device_id AND s.id > e.id AND s.to_state = 'in_stock')
    ORDER BY e.id DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.not_the_same_person';
  END IF;
  RETURN NULL;
END $$;
