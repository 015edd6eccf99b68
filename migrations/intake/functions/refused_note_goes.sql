-- A note stays as it was written, or goes.
CREATE OR REPLACE FUNCTION intake.refused_note_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.note <> '' THEN RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'intake.refused keeps its note, or loses it'; END IF;
  RETURN NEW;
END $$;
