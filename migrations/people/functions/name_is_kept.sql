-- An organisation or a place changes its name only while what it was called is kept, with who changed it and why, in the same transaction.
-- A name that ends is kept nowhere.
CREATE OR REPLACE FUNCTION people.name_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM people.former_name f WHERE f.name = OLD.name AND f.txid = pg_current_xact_id()
    AND CASE TG_TABLE_NAME WHEN 'place' THEN f.place_id ELSE f.organisation_id END = NEW.id) AND NOT platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.name_stays';
  END IF;
  RETURN NEW;
END $$;
