-- A history row that its card did not follow is a lie; a hand-out without its signed statement is no hand-out.
CREATE OR REPLACE FUNCTION sims.card_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sims.sim WHERE id = NEW.sim_id AND last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
  END IF;
  IF NEW.verb = 'hand_out' AND NOT EXISTS (
    SELECT 1 FROM sims.hand_out h WHERE h.sim_id = NEW.sim_id AND h.structure_id = NEW.structure_id AND h.beneficiary_id = NEW.beneficiary_id
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.hand_out_unsigned';
  END IF;
  RETURN NULL;
END $$;
