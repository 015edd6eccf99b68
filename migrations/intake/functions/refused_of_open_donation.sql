-- What is refused is refused on arrival of a donation that is not closed; the lock holds off a closing twin.
CREATE OR REPLACE FUNCTION intake.refused_of_open_donation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE n record;
BEGIN
  SELECT number, state INTO n FROM intake.donation WHERE id = NEW.donation_id FOR SHARE;
  IF n.state <> 'received' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_open', DETAIL = json_build_object('number', n.number, 'state', n.state)::text;
  END IF;
  RETURN NEW;
END $$;
