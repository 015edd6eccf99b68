-- A device that was logged twice is one device: what was named of the double's media was in the one that stays.
CREATE OR REPLACE FUNCTION devices.media_of_double() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, model, size_bytes, slot, eui)
  SELECT gen_random_uuid(), devices.stands_for(NEW.merged_into), m.kind, m.serial, m.serial_key, m.model, devices.told_size(m, 0), m.slot, m.eui
  FROM devices.medium m WHERE m.device_id = NEW.id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
