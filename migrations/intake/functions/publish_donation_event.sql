-- What happened to a donation, for the collection point that takes it in. At the end of the transaction: its first step is written before it.
CREATE OR REPLACE FUNCTION intake.publish_donation_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'donation', NEW.verb, n.id, NEW.from_state, NEW.to_state, NEW.reason, NEW.organisation_id, ARRAY[NEW.organisation_id, n.organisation_id]
  FROM intake.donation n WHERE n.id = NEW.donation_id;
  RETURN NULL;
END $$;
