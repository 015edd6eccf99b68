-- A donation that came to nothing has no device but those logged by mistake.
CREATE OR REPLACE FUNCTION intake.cancelled_is_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM devices.device d WHERE d.donation_id = NEW.id AND d.state <> 'withdrawn') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_has_devices', DETAIL = json_build_object('number', NEW.number)::text;
  END IF;
  RETURN NULL;
END $$;
