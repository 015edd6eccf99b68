-- Words about people change only with a history row of this very transaction, beside which the bytes of before stay as they were sealed:
-- Postgres moves them and cannot read them. What is emptied without such a row is forgotten, and nothing is kept of it.
CREATE OR REPLACE FUNCTION intake.former_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  event bigint;
BEGIN
  IF OLD.sealed IS NOT DISTINCT FROM NEW.sealed THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'collection' THEN
    SELECT max(e.id) INTO event FROM intake.donation_event e WHERE e.donation_id = OLD.donation_id AND e.txid = pg_current_xact_id();
  ELSE
    SELECT max(e.id) INTO event FROM intake.donor_event e WHERE e.donor_id = OLD.donor_id AND e.txid = pg_current_xact_id();
  END IF;
  IF event IS NULL AND NEW.sealed IS NULL THEN RETURN NULL; END IF;
  IF event IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.no_change_without_history';
  END IF;
  IF TG_TABLE_NAME = 'collection' THEN
    INSERT INTO intake.former_collection (donation_id, event_id, key_id, sealed) VALUES (OLD.donation_id, event, OLD.key_id, OLD.sealed);
  ELSE
    INSERT INTO intake.former_contact (contact_id, event_id, organisation_id, donor_id, key_id, sealed)
    VALUES (OLD.id, event, OLD.organisation_id, OLD.donor_id, OLD.key_id, OLD.sealed);
  END IF;
  RETURN NULL;
END $$;
