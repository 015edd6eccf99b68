-- Whoever gets a card was there to get it.
CREATE OR REPLACE FUNCTION sims.card_given_to_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM allocation.person_seen(NEW.beneficiary_id);
  RETURN NULL;
END $$;
