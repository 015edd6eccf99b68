CREATE OR REPLACE TRIGGER price_keeps_the_rules BEFORE INSERT ON allocation.handover FOR EACH ROW EXECUTE FUNCTION allocation.price_keeps_the_rules();

CREATE OR REPLACE TRIGGER handover_as_declared BEFORE INSERT ON allocation.handover FOR EACH ROW
  WHEN (NEW.unit_id IS NULL) EXECUTE FUNCTION allocation.handover_as_declared();

CREATE OR REPLACE TRIGGER handover_person_stays BEFORE UPDATE OF beneficiary_id ON allocation.handover FOR EACH ROW
  WHEN (NEW.beneficiary_id <> OLD.beneficiary_id) EXECUTE FUNCTION allocation.handover_person_stays();

CREATE OR REPLACE TRIGGER replaced_by_a_spare BEFORE INSERT ON allocation.handover FOR EACH ROW
  WHEN (NEW.replaces IS NOT NULL) EXECUTE FUNCTION allocation.replaced_by_a_spare();
