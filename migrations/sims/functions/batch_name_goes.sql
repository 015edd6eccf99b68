-- A list is called as its file was, or by no name.
CREATE OR REPLACE FUNCTION sims.batch_name_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name <> 'liste' AND NOT platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'sims.batch keeps its name, or loses it'; END IF;
  RETURN NEW;
END $$;
