-- What the law said when a device was given stays true of it.
CREATE OR REPLACE FUNCTION intake.device_origin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.donation_id, NEW.donor_kind, NEW.public_origin, NEW.resale_forbidden, NEW.price_ceiling_cents)
     IS DISTINCT FROM (OLD.donation_id, OLD.donor_kind, OLD.public_origin, OLD.resale_forbidden, OLD.price_ceiling_cents) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.origin_stays';
  END IF;
  RETURN NEW;
END $$;
