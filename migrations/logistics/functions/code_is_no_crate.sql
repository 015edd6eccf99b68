-- No device's code is a crate's.
CREATE OR REPLACE FUNCTION logistics.code_is_no_crate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Nothing is said: the code is drawn again, as when another device had it.
  IF EXISTS (SELECT 1 FROM devices.container WHERE code = NEW.code) THEN RETURN NULL; END IF;
  RETURN NEW;
END $$;
