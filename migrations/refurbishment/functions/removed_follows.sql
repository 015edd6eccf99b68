-- The other direction: a history row that its removed medium did not follow is refused.
CREATE OR REPLACE FUNCTION refurbishment.removed_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM refurbishment.removed_medium WHERE id = NEW.removed_medium_id AND last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.removed_without_history';
  END IF;
  RETURN NULL;
END $$;
