-- A medium is followed as removed from its own statement that it was, of the device that it was seen in.
CREATE OR REPLACE FUNCTION refurbishment.removed_is_out() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.evidence_id = OLD.evidence_id THEN
    NEW.removed_at := OLD.removed_at;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM refurbishment.evidence e WHERE e.id = NEW.evidence_id AND e.medium_id = NEW.medium_id AND e.device_id = NEW.device_id
      AND e.kind = 'removed') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_not_removed';
  END IF;
  NEW.removed_at := platform.clock_timestamp();
  RETURN NEW;
END $$;
