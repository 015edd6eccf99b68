CREATE OR REPLACE TRIGGER confirmer_fits BEFORE INSERT OR UPDATE OF confirmed_by ON people.factor_reset FOR EACH ROW
  WHEN (NEW.confirmed_by NOT IN (NEW.asked_by, NEW.user_id)) EXECUTE FUNCTION people.confirmer_fits();
