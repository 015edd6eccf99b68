-- A controller is told once and answers by a history row of this very transaction that names it.
CREATE OR REPLACE FUNCTION incidents.controller_tells() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.told_at IS NOT NULL AND NEW.told_at IS DISTINCT FROM OLD.told_at OR NOT EXISTS (
    SELECT FROM incidents.incident_event e WHERE e.incident_id = NEW.incident_id AND e.controller_id = NEW.id AND e.txid = pg_current_xact_id()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'incidents.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
