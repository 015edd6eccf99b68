-- A ticket is what its newest history row, written in this very transaction, says; what was reported never changes.
CREATE OR REPLACE FUNCTION maintenance.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e maintenance.ticket_event; before_state text := 'none';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before_state := OLD.state;
    -- What was typed goes with the person's words, and nothing else of the row with it.
    IF NEW.typed = '' AND (OLD.ended_at IS NOT NULL OR OLD.state = 'device_in') AND NEW.last_event_id = OLD.last_event_id AND to_jsonb(NEW) - 'typed' = to_jsonb(OLD) - 'typed' THEN
      RETURN NULL;
    END IF;
    IF (NEW.id, NEW.number, NEW.secret_hash, NEW.typed, NEW.problem, NEW.opened_at)
      IS DISTINCT FROM (OLD.id, OLD.number, OLD.secret_hash, OLD.typed, OLD.problem, OLD.opened_at) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.report_is_for_ever';
    END IF;
  END IF;
  SELECT * INTO e FROM maintenance.ticket_event WHERE id = NEW.last_event_id;
  IF e.id IS NULL OR e.ticket_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_state, e.to_state, e.reason, e.device_id, e.structure_id, e.replacement_device_id)
      IS DISTINCT FROM (before_state, NEW.state, coalesce(NEW.solution, NEW.close_reason), NEW.device_id, NEW.structure_id, NEW.replacement_device_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
