DROP TRIGGER IF EXISTS unit_has_its_slot ON allocation.request_unit;
CREATE CONSTRAINT TRIGGER unit_has_its_slot AFTER INSERT OR UPDATE OF state ON allocation.request_unit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_slot();

CREATE OR REPLACE TRIGGER lines_of_a_draft BEFORE INSERT OR DELETE ON allocation.request_unit
  FOR EACH ROW EXECUTE FUNCTION allocation.lines_of_a_draft();

CREATE OR REPLACE TRIGGER asked_for_person AFTER INSERT OR UPDATE OF beneficiary_id ON allocation.request_unit
  FOR EACH ROW WHEN (NEW.beneficiary_id IS NOT NULL) EXECUTE FUNCTION allocation.asked_for_person();

DROP TRIGGER IF EXISTS unit_is_answered ON allocation.request_unit;
CREATE CONSTRAINT TRIGGER unit_is_answered AFTER UPDATE OF state ON allocation.request_unit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'approved') EXECUTE FUNCTION allocation.unit_is_answered();
