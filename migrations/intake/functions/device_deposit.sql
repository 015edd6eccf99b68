-- A device says itself whether it is in deposit, whoever writes it. The lock holds off a decision that is being noted.
CREATE OR REPLACE FUNCTION intake.device_deposit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.public_origin AND NEW.donation_id IS NOT NULL THEN
    PERFORM 1 FROM intake.donation WHERE id = NEW.donation_id FOR SHARE;
  END IF;
  NEW.in_deposit := intake.in_deposit(NEW.public_origin, NEW.donation_id);
  RETURN NEW;
END $$;
