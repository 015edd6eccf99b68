-- A removed medium is what its newest history row, written in this very transaction, says; which medium it is never changes.
CREATE OR REPLACE FUNCTION refurbishment.removed_tells() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE e refurbishment.removed_medium_event; before_state text := 'none';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before_state := OLD.state;
    IF (NEW.id, NEW.code, NEW.medium_id, NEW.device_id) IS DISTINCT FROM (OLD.id, OLD.code, OLD.medium_id, OLD.device_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.removed_is_for_ever';
    END IF;
  END IF;
  SELECT * INTO e FROM refurbishment.removed_medium_event WHERE id = NEW.last_event_id;
  IF e.id IS NULL OR e.removed_medium_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_state, e.to_state, e.holder_org_id, e.place_id, e.evidence_id, e.slip)
      IS DISTINCT FROM (before_state, NEW.state, NEW.holder_org_id, NEW.place_id, NEW.evidence_id, NEW.slip) THEN
    IF TG_OP = 'UPDATE' AND platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NULL; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.removed_without_history';
  END IF;
  RETURN NULL;
END $$;
