DROP TRIGGER IF EXISTS unit_has_its_slot ON allocation.reservation;
CREATE CONSTRAINT TRIGGER unit_has_its_slot AFTER INSERT OR UPDATE OF ended_at ON allocation.reservation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_slot();
