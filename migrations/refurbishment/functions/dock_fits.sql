-- A station is no device of the bank: its logs would answer for none of its own drives. Its machine stays what it was; it only ends.
CREATE OR REPLACE FUNCTION refurbishment.dock_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.organisation_id, OLD.serial, OLD.serial_key, OLD.name) IS DISTINCT FROM (NEW.organisation_id, NEW.serial, NEW.serial_key, NEW.name)
      OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL THEN
      IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.dock_ended';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM devices.device d WHERE d.serial_key = NEW.serial_key AND d.state <> ALL (devices.out_states())) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.dock_is_a_device', DETAIL = json_build_object('serial', NEW.serial)::text;
  END IF;
  RETURN NEW;
END $$;
