-- A history row that its card did not follow is refused; a hand-out without its signed statement is no hand-out; and what puts one right has its
-- correction, with author and reason, in this very transaction.
CREATE OR REPLACE FUNCTION sims.card_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sims.sim WHERE id = NEW.sim_id AND last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
  END IF;
  IF NEW.verb = 'hand_out' AND NOT EXISTS (
    SELECT 1 FROM sims.hand_out h WHERE h.sim_id = NEW.sim_id AND h.structure_id = NEW.structure_id AND h.beneficiary_id = NEW.beneficiary_id
      AND h.turn = 1 + (SELECT count(*) FROM sims.sim_event u WHERE u.sim_id = NEW.sim_id AND u.verb = 'undo_hand_out' AND u.id < NEW.id)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.hand_out_unsigned';
  END IF;
  IF NEW.verb IN ('correct_holder', 'undo_hand_out') AND NOT EXISTS (
    SELECT 1 FROM corrections.correction c WHERE c.subject_id = NEW.sim_id AND c.txid = pg_current_xact_id()
      AND c.kind = CASE NEW.verb WHEN 'correct_holder' THEN 'sim_reference' ELSE 'sim_undone' END
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
  END IF;
  IF NEW.verb = 'undo_hand_out' AND NOT sims.undo_is_open(NEW.sim_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.undone_too_late';
  END IF;
  IF NEW.verb = 'undo_hand_out' AND sims.codes_seen(NEW.sim_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.codes_were_read';
  END IF;
  RETURN NULL;
END $$;
