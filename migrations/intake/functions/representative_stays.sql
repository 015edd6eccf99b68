-- The history of who represents a donor: rows come, never change, and go at their period alone.
CREATE OR REPLACE FUNCTION intake.representative_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND intake.representative_goes(OLD) THEN RETURN OLD; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only';
END $$;
