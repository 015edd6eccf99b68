-- The other direction: a history row whose device never followed it is a lie.
CREATE OR REPLACE FUNCTION devices.device_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM devices.device WHERE id = NEW.device_id AND last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.history_without_change';
  END IF;
  RETURN NULL;
END $$;
