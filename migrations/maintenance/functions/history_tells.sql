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
    -- Its device is called otherwise: nothing happened to the fault.
    IF NEW.device_words <> OLD.device_words AND to_jsonb(NEW) - 'device_words' = to_jsonb(OLD) - 'device_words' THEN
      RETURN NULL;
    END IF;
    IF (NEW.id, NEW.number, NEW.typed, NEW.problem, NEW.opened_at, NEW.gathers)
      IS DISTINCT FROM (OLD.id, OLD.number, OLD.typed, OLD.problem, OLD.opened_at, OLD.gathers)
      -- Whose devices are gathered in it never changes to another's, who would read what strangers said of them.
      OR (OLD.gathers AND NEW.structure_id IS NOT NULL AND NEW.structure_id IS DISTINCT FROM OLD.structure_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.report_is_for_ever';
    END IF;
  END IF;
  SELECT * INTO e FROM maintenance.ticket_event WHERE id = NEW.last_event_id;
  IF e.id IS NULL OR e.ticket_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_state, e.to_state, e.reason, e.device_id, e.structure_id, e.replacement_device_id, e.owner_id, e.until)
      IS DISTINCT FROM (before_state, NEW.state,
        CASE e.verb WHEN 'wait' THEN NEW.waits_for WHEN 'diagnose' THEN NEW.found ELSE coalesce(NEW.solution, NEW.close_reason) END,
        NEW.device_id, NEW.structure_id, NEW.replacement_device_id, NEW.owner_id, NEW.waits_until)
    OR (e.verb = 'wait' AND NEW.waits_for IS NULL) OR (e.verb = 'diagnose' AND NEW.found IS NULL)
    -- What is written down of it moves nothing; what waits in the structure's hands stays in them.
    OR (e.verb IN ('diagnose', 'entrust', 'join', 'ask_again', 'follow', 'move_out') AND NEW.state <> before_state) OR (e.verb IN ('wait', 'resume') AND (NEW.state = 'device_in') <> (before_state = 'device_in'))
    OR (e.verb = 'resume' AND NEW.waits_for IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.no_change_without_history';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.found IS DISTINCT FROM OLD.found AND NOT EXISTS (
    SELECT 1 FROM devices.device d JOIN maintenance.found_of f ON f.category = d.category::text AND f.found = NEW.found::text WHERE d.id = NEW.device_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.found_missing';
  END IF;
  RETURN NULL;
END $$;
