-- When something was put right is said by Postgres: its end is counted from then.
CREATE OR REPLACE FUNCTION allocation.beneficiary_event_dated() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.at := platform.now();
  NEW.txid := pg_current_xact_id();
  RETURN NEW;
END $$;
