-- An account that is closed says since when, whoever closes it: its name goes by that day.
CREATE OR REPLACE FUNCTION people.account_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.closed_at := CASE WHEN NOT NEW.active THEN coalesce(NEW.closed_at, now()) END;
  RETURN NEW;
END $$;
