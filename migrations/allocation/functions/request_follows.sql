-- A request's state is what its newest history row, written in this very transaction, says.
CREATE OR REPLACE FUNCTION allocation.request_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e allocation.request_event; before_state text := 'none';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before_state := OLD.state;
    IF (NEW.id, NEW.number, NEW.structure_id) IS DISTINCT FROM (OLD.id, OLD.number, OLD.structure_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.request_stays';
    END IF;
    IF NEW.last_event_id = OLD.last_event_id AND NEW.state = OLD.state THEN RETURN NULL; END IF;
  END IF;
  SELECT * INTO e FROM allocation.request_event WHERE id = NEW.last_event_id;
  IF e.id IS NULL OR e.request_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_state, e.to_state) IS DISTINCT FROM (before_state, NEW.state) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
