-- What an inventory tells of the size of media that were known smaller, or of no size. As the owner: the application may not write it.
CREATE OR REPLACE FUNCTION devices.sizes_are_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO devices.medium_size (medium_id, snapshot_id, size_bytes, order_no)
  SELECT m.id, NEW.id, max(least((seen ->> 'sizeBytes')::numeric, 9223372036854775807))::bigint, NEW.order_no
  FROM jsonb_path_query(NEW.facts, '$.media[*] ? (@.sizeBytes.type() == "number")') seen
  JOIN devices.medium m ON m.device_id = NEW.device_id AND m.serial_key = upper(regexp_replace(seen ->> 'serial', '\s', '', 'g'))
  WHERE (seen ->> 'sizeBytes')::numeric > coalesce(m.size_bytes, 0) AND m.snapshot_id IS DISTINCT FROM NEW.id
  GROUP BY m.id;
  RETURN NULL;
END $$;
