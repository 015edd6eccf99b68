-- A donation's state is what its newest history row, written in this very transaction, says.
CREATE OR REPLACE FUNCTION intake.donation_tells() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before_state text := 'none';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.number, NEW.organisation_id) IS DISTINCT FROM (OLD.number, OLD.organisation_id)
      -- A wrong donor is put right with a history row of its own.
      OR NEW.donor_id <> OLD.donor_id AND NOT EXISTS (SELECT 1 FROM intake.donation_event e
        WHERE e.donation_id = NEW.id AND e.txid = pg_current_xact_id() AND e.verb = 'correct_donor') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_stays';
    END IF;
    before_state := OLD.state;
    -- The day of a planned collection is history too.
    IF NEW.state = OLD.state AND (NEW.state <> 'planned' OR NEW.expected_on IS NOT DISTINCT FROM OLD.expected_on) THEN RETURN NULL; END IF;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM intake.donation_event e WHERE e.donation_id = NEW.id AND e.txid = pg_current_xact_id()
                 AND (e.from_state, e.to_state) = (before_state, NEW.state))
    OR NEW.state = 'planned' AND NOT EXISTS (SELECT 1 FROM intake.collection c WHERE c.donation_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_now', DETAIL = json_build_object('number', NEW.number, 'state', before_state)::text;
  END IF;
  RETURN NULL;
END $$;
