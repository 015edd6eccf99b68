-- A device's history says that its hand-over was put right only with the hand-over itself, and with the correction that has author and reason,
-- in the same transaction; and it says that it was undone only in time.
CREATE OR REPLACE FUNCTION allocation.handover_is_put_right() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE put_right uuid;
BEGIN
  SELECT h.id INTO put_right FROM allocation.handover h JOIN corrections.correction c ON c.subject_id = h.id AND c.txid = pg_current_xact_id()
  WHERE h.device_id = NEW.device_id AND CASE NEW.verb
    WHEN 'correct_holder' THEN c.kind = 'handover_reference' AND h.ended_at IS NULL AND NEW.holder_to = 'ref:' || h.beneficiary_id
    ELSE c.kind = 'handover_undone' AND h.end_reason = 'undone' END;
  IF put_right IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.handover_stays';
  END IF;
  IF NEW.verb = 'undo_hand_over' AND NOT allocation.undo_is_open(put_right) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.undone_too_late';
  END IF;
  RETURN NULL;
END $$;
