-- A history row that its incident did not follow is refused.
CREATE OR REPLACE FUNCTION incidents.incident_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM incidents.incident i WHERE i.id = NEW.incident_id AND i.last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'incidents.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
