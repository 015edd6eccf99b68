-- It was no double after all: the numbers that its withdrawal freed are its own again, but for those that another device has got since.
CREATE OR REPLACE FUNCTION devices.withdrawal_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE devices.alias a SET freed_at = NULL FROM devices.device_event e
  WHERE a.device_id = NEW.id AND e.id = OLD.last_event_id AND a.freed_at = e.recorded_at
    AND NOT EXISTS (SELECT 1 FROM devices.alias b WHERE lower(b.issuer) = lower(a.issuer) AND b.number_key = a.number_key AND b.freed_at IS NULL);
  RETURN NULL;
END $$;
