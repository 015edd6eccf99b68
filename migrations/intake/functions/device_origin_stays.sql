-- What the law said when a device was given stays true of it, unless its donation or its donor was wrong: then its newest history row,
-- written in this very transaction, says so, and what it keeps is what the law said of that donor.
CREATE OR REPLACE FUNCTION intake.device_origin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.donation_id, NEW.donor_kind, NEW.public_origin, NEW.resale_forbidden, NEW.price_ceiling_cents)
     IS NOT DISTINCT FROM (OLD.donation_id, OLD.donor_kind, OLD.public_origin, OLD.resale_forbidden, OLD.price_ceiling_cents) THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM devices.device_event e WHERE e.id = NEW.last_event_id AND e.device_id = NEW.id AND e.verb = 'correct_origin'
                 AND e.txid = pg_current_xact_id())
    OR NOT intake.origin_fits(NEW) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.origin_stays';
  END IF;
  RETURN NEW;
END $$;
