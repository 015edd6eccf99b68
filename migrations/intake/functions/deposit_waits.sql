-- A public donor's device is kept for somebody, and given, once the donor has decided.
CREATE OR REPLACE FUNCTION intake.deposit_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.public_origin AND NEW.donation_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM intake.donation_decision d JOIN intake.donation n ON n.id = d.donation_id AND n.donor_id = d.donor_id
                    WHERE d.donation_id = NEW.donation_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.in_deposit', DETAIL = json_build_object('code', NEW.code,
      'number', (SELECT n.number FROM intake.donation n WHERE n.id = NEW.donation_id))::text;
  END IF;
  RETURN NULL;
END $$;
