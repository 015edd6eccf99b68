-- The same for devices as they come, all of a statement at once.
CREATE OR REPLACE FUNCTION people.places_are_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted integer; open integer;
BEGIN
  SELECT count(DISTINCT place_id) INTO wanted FROM new_devices WHERE place_id IS NOT NULL;
  SELECT count(*) INTO open FROM (SELECT 1 FROM people.place p
    WHERE p.id IN (SELECT DISTINCT n.place_id FROM new_devices n WHERE n.place_id IS NOT NULL) AND p.active FOR SHARE) x;
  IF open < wanted THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_closed';
  END IF;
  RETURN NULL;
END $$;
