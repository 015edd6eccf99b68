-- Where a device is, as its history writes it. `::text` as in holder_of.
CREATE OR REPLACE FUNCTION devices.location_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id::text
              WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id::text
              WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id::text ELSE 'holder' END $$;
