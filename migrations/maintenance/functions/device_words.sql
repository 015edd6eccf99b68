-- The words by which a device is found change: those on its tickets do too, the copies of an open one and of those that are over alike.
CREATE OR REPLACE FUNCTION maintenance.device_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  UPDATE maintenance.ticket SET device_words = NEW.words WHERE device_id = NEW.device_id AND device_words <> NEW.words;
  RETURN NULL;
END $$;
