-- A decision is noted, or the donation is another donor's: its devices say anew whether they are in deposit (intake.device_deposit). The donation
-- is locked before them, as everybody does who changes both.
CREATE OR REPLACE FUNCTION intake.donation_deposit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE changed uuid := CASE TG_TABLE_NAME WHEN 'donation' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'donation_id')::uuid END;
BEGIN
  PERFORM 1 FROM intake.donation WHERE id = changed FOR NO KEY UPDATE;
  UPDATE devices.device SET in_deposit = NOT in_deposit WHERE donation_id = changed
    AND in_deposit IS DISTINCT FROM intake.in_deposit(public_origin, donation_id);
  RETURN NULL;
END $$;
