-- As people.place_is_open, for devices as they come, all of a statement at once, in crates too.
CREATE OR REPLACE FUNCTION devices.places_are_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted uuid[]; open integer;
BEGIN
  PERFORM 1 FROM devices.container c WHERE c.id IN (SELECT n.container_id FROM new_devices n WHERE n.container_id IS NOT NULL) FOR SHARE;
  SELECT coalesce(array_agg(DISTINCT place), '{}') INTO wanted FROM (
    SELECT coalesce(n.place_id, c.place_id) AS place FROM new_devices n LEFT JOIN devices.container c ON c.id = n.container_id) x
  WHERE place IS NOT NULL;
  SELECT count(*) INTO open FROM (SELECT 1 FROM people.place p WHERE p.id = ANY (wanted) AND p.active ORDER BY p.id FOR SHARE) x;
  IF open < cardinality(wanted) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_closed';
  END IF;
  RETURN NULL;
END $$;
