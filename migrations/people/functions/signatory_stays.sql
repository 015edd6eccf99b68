-- Nobody takes a signatory off the list before their day.
CREATE OR REPLACE FUNCTION people.signatory_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF people.signatory_goes(OLD) THEN RETURN OLD; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.signatory_stays';
END $$;
