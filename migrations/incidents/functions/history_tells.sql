-- An incident is what its newest history row, written in this very transaction, says.
CREATE OR REPLACE FUNCTION incidents.history_tells() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM incidents.incident_event e WHERE e.id = NEW.last_event_id AND e.incident_id = NEW.id AND e.txid = pg_current_xact_id()
      AND e.from_state = CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE 'none' END AND e.to_state = NEW.state) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'incidents.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
