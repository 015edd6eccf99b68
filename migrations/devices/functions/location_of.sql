-- Where a device is, as its history writes it.
CREATE OR REPLACE FUNCTION devices.location_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id
              WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id
              WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id ELSE 'holder' END $$;
