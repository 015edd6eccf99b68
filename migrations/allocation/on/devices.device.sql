CREATE OR REPLACE TRIGGER reservation_ends AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = ANY (allocation.kept_states()) AND NEW.state <> ALL (allocation.kept_states()))
  EXECUTE FUNCTION allocation.reservation_ends();

CREATE OR REPLACE TRIGGER delivered_elsewhere AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state <> 'delivered' AND NEW.state = 'delivered') EXECUTE FUNCTION allocation.delivered_elsewhere();

CREATE OR REPLACE TRIGGER handover_ends AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state = ANY (allocation.handover_ending_states()))
  EXECUTE FUNCTION allocation.handover_ends();
