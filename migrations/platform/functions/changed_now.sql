-- Keeps the moment of the last change in a row's `changed_at`.
CREATE OR REPLACE FUNCTION platform.changed_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := platform.now();
  RETURN NEW;
END $$;
