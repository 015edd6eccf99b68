-- Nobody gets more cards than the rule says unless it is written why. Whoever hands a card to the same person waits, and counts this one.
CREATE OR REPLACE FUNCTION sims.cap_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.beyond_cap IS NOT NULL THEN RETURN NEW; END IF;
  PERFORM 1 FROM allocation.beneficiary WHERE id = allocation.person_stands(NEW.beneficiary_id) FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM sims.cap_of(NEW.beneficiary_id) c WHERE c.had >= c.cards) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.cap_reached';
  END IF;
  RETURN NEW;
END $$;
