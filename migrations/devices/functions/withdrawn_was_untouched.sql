-- Only a device that stands as it was logged can have been logged by mistake, whoever writes so. Its numbers are free again.
CREATE OR REPLACE FUNCTION devices.withdrawn_was_untouched() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = NEW.id AND e.id <> NEW.last_event_id
      AND e.verb <> ALL (devices.untouching_verbs())) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.moved_on',
      DETAIL = json_build_object('code', NEW.code, 'state', OLD.state)::text;
  END IF;
  UPDATE devices.alias SET freed_at = now() WHERE device_id = NEW.id AND freed_at IS NULL;
  RETURN NULL;
END $$;
