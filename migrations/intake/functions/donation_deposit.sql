-- A decision is noted, or the donation is another donor's: its devices say anew whether they are in deposit (intake.device_deposit). The donation
-- is locked before them, as by whoever corrects both; who withdraws a device locks it first, and one of the two is then tried again. Devices
-- are locked in the one order of all acts on several.
CREATE OR REPLACE FUNCTION intake.donation_deposit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE changed uuid := CASE TG_TABLE_NAME WHEN 'donation' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'donation_id')::uuid END;
BEGIN
  PERFORM 1 FROM intake.donation WHERE id = changed FOR NO KEY UPDATE;
  PERFORM 1 FROM devices.device WHERE donation_id = changed AND in_deposit IS DISTINCT FROM intake.in_deposit(public_origin, donation_id)
    ORDER BY id FOR NO KEY UPDATE;
  UPDATE devices.device SET in_deposit = NOT in_deposit WHERE donation_id = changed
    AND in_deposit IS DISTINCT FROM intake.in_deposit(public_origin, donation_id);
  RETURN NULL;
END $$;
