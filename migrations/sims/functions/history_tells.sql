-- What is true of a card is what its newest history row, written in this very transaction, says.
CREATE OR REPLACE FUNCTION sims.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e sims.sim_event; before_status text := 'none';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before_status := OLD.status;
    IF (NEW.id, NEW.iccid_key, NEW.batch_id) IS DISTINCT FROM (OLD.id, OLD.iccid_key, OLD.batch_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.iccid_is_for_ever';
    END IF;
    IF NEW.last_event_id = OLD.last_event_id
      AND (NEW.status, NEW.structure_id, NEW.beneficiary_id, NEW.ended_reason, NEW.credit_ends_on)
        IS NOT DISTINCT FROM (OLD.status, OLD.structure_id, OLD.beneficiary_id, OLD.ended_reason, OLD.credit_ends_on) THEN
      RETURN NULL;
    END IF;
  END IF;
  SELECT * INTO e FROM sims.sim_event WHERE id = NEW.last_event_id;
  -- Its credit lasts longer when it was recharged, and not otherwise.
  IF TG_OP = 'UPDATE' AND NEW.credit_ends_on IS DISTINCT FROM (CASE e.verb WHEN 'recharge' THEN e.credit_ends_on ELSE OLD.credit_ends_on END) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
  END IF;
  IF e.id IS NULL OR e.sim_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_status, e.to_status, e.reason, e.structure_id, e.beneficiary_id)
      IS DISTINCT FROM (before_status, NEW.status, NEW.ended_reason, NEW.structure_id, NEW.beneficiary_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
