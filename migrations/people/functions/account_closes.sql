-- An account that is closed says since when, whoever closes it: its name goes by that day. One that opens again is in use from now on.
CREATE OR REPLACE FUNCTION people.account_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.closed_at := CASE WHEN NOT NEW.active THEN coalesce(NEW.closed_at, platform.now()) END;
  IF NEW.active THEN
    NEW.closed_unused := false;
    IF TG_OP = 'UPDATE' AND NOT OLD.active THEN
      NEW.last_invited_at := platform.now();
      NEW.closing_told_at := NULL;
    END IF;
  END IF;
  RETURN NEW;
END $$;
