-- Nothing is put on a place that is closed, nor sent there. The lock holds off who closes it.
CREATE OR REPLACE FUNCTION people.place_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place uuid;
BEGIN
  IF TG_TABLE_NAME = 'transfer' THEN place := NEW.to_place_id; ELSE place := NEW.place_id; END IF;
  PERFORM 1 FROM people.place p WHERE p.id = place AND p.active FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_closed';
  END IF;
  RETURN NULL;
END $$;
