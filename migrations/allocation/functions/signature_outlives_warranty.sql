-- A signature is kept no shorter than the sheet it signs.
CREATE OR REPLACE FUNCTION allocation.signature_outlives_warranty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE least date;
BEGIN
  SELECT allocation.sheet_until(h.mode, (h.handed_over_at AT TIME ZONE (SELECT time_zone FROM people.bank))::date) INTO least
  FROM allocation.handover h WHERE h.id = NEW.handover_id;
  IF NEW.purge_on < least THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'allocation.handover_signature goes before its sheet';
  END IF;
  RETURN NEW;
END $$;
