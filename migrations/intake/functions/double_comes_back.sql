-- A device that was no double after all comes back only into a donation that still takes devices, and with what the law says of that donation's
-- donor now. Whoever closes, receipts, cancels or corrects the donation holds it; whoever comes second sees what the first did.
CREATE OR REPLACE FUNCTION intake.double_comes_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given record;
BEGIN
  SELECT n.number, n.state::text AS state INTO given FROM intake.donation n WHERE n.id = NEW.donation_id FOR NO KEY UPDATE;
  IF given.state <> 'received' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.double_of_ended_donation', DETAIL = row_to_json(given)::text;
  END IF;
  IF NOT intake.origin_fits(NEW) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.double_of_other_donor', DETAIL = row_to_json(given)::text;
  END IF;
  RETURN NULL;
END $$;
