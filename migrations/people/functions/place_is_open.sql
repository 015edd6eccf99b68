-- Nothing is put on a place that is closed. The lock holds off who closes it.
CREATE OR REPLACE FUNCTION people.place_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM people.place p WHERE p.id = NEW.place_id AND p.active FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_closed';
  END IF;
  RETURN NULL;
END $$;
