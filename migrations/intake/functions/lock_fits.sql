-- A lock is found open by the server's clock, and released once, by somebody who works for the holder or the bank.
CREATE OR REPLACE FUNCTION intake.lock_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE holder uuid;
BEGIN
  -- The device first, as everywhere: nobody puts it in stock while a lock is being written.
  SELECT holder_org_id INTO holder FROM devices.device WHERE id = NEW.device_id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF NEW.released_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_not_open'; END IF;
    NEW.found_at := platform.clock_timestamp();
    RETURN NEW;
  END IF;
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_not_open'; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.id = NEW.released_by AND m.active AND m.operator_number = NEW.release_operator AND o.id = NEW.release_organisation_id
      AND m.roles && intake.lock_roles() AND (o.kind = 'bank' OR o.id = holder)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_releaser_unknown';
  END IF;
  NEW.released_at := platform.clock_timestamp();
  RETURN NEW;
END $$;
