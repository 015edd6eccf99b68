-- The moves of a transfer, and that none hides what is missing or too much.
CREATE OR REPLACE FUNCTION logistics.transfer_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.purpose, NEW.from_org_id, NEW.to_org_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.number, OLD.purpose, OLD.from_org_id, OLD.to_org_id, OLD.created_at) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.transfer_stays';
  END IF;
  -- What was noted of a departure is taken back while nothing of the lot arrived, by a row that says who did.
  IF OLD.departed_at IS NOT NULL AND NEW.departed_at IS DISTINCT FROM OLD.departed_at AND NOT (NEW.departed_at IS NULL AND NEW.state = 'sent'
    AND EXISTS (SELECT 1 FROM logistics.departure_undone u WHERE (u.transfer_id, u.departed_at) = (NEW.id, OLD.departed_at))
    AND NOT EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = 'confirmed')) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.has_left', DETAIL = json_build_object('number', NEW.number)::text;
  END IF;
  IF NEW.state <> OLD.state
    AND NOT EXISTS (SELECT 1 FROM logistics.transfer_lifecycle l WHERE (l.from_state, l.to_state) = (OLD.state, NEW.state)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_now',
      DETAIL = json_build_object('number', NEW.number, 'state', OLD.state)::text;
  END IF;
  IF OLD.state = 'preparing' AND NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.empty';
  END IF;
  IF OLD.state = 'sent' AND NEW.state = ANY (logistics.arrived_states()) THEN
    IF EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = 'pending') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.lines_left';
    END IF;
    IF NEW.state = 'received' AND EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = ANY (logistics.difference_outcomes())) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.differences_hidden';
    END IF;
  END IF;
  IF OLD.state = 'sent' AND NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = 'confirmed') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.already_arriving';
  END IF;
  RETURN NEW;
END $$;
