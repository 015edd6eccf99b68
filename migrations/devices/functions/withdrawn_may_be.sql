-- Only a device that stands as it was logged can have been logged by mistake, whoever writes so. Its numbers are free again.
CREATE OR REPLACE FUNCTION devices.withdrawn_may_be() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  why text;
BEGIN
  why := devices.why_kept(NEW.id);
  IF why IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = why, DETAIL = json_build_object('code', NEW.code, 'state', OLD.state)::text;
  END IF;
  UPDATE devices.alias SET freed_at = platform.now() WHERE device_id = NEW.id AND freed_at IS NULL;
  RETURN NULL;
END $$;
