DROP TRIGGER IF EXISTS unit_has_its_slot ON allocation.reservation;
CREATE CONSTRAINT TRIGGER unit_has_its_slot AFTER INSERT OR UPDATE OF ended_at ON allocation.reservation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_slot();

CREATE OR REPLACE TRIGGER promised_stays BEFORE UPDATE OF ended_at, end_reason ON allocation.reservation FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.end_reason = 'swapped') EXECUTE FUNCTION allocation.promised_stays();
