-- A public donor's device is kept for somebody, and given, once the donor has decided.
CREATE OR REPLACE FUNCTION intake.deposit_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.in_deposit THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.in_deposit', DETAIL = json_build_object('code', NEW.code,
      'number', (SELECT n.number FROM intake.donation n WHERE n.id = NEW.donation_id))::text;
  END IF;
  RETURN NULL;
END $$;
