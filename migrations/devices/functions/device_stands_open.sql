-- A device is put into a crate, or comes back from where it was out, only where the place is open: its own, or its crate's. A crate keeps
-- its place until then, so it is locked too. One on the road has none.
CREATE OR REPLACE FUNCTION devices.device_stands_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place uuid := NEW.place_id;
BEGIN
  IF NEW.container_id IS NOT NULL THEN
    SELECT c.place_id INTO place FROM devices.container c WHERE c.id = NEW.container_id FOR SHARE;
  END IF;
  IF place IS NULL THEN RETURN NULL; END IF;
  PERFORM 1 FROM people.place p WHERE p.id = place AND p.active FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_closed';
  END IF;
  RETURN NULL;
END $$;
