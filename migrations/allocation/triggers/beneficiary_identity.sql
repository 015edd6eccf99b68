CREATE OR REPLACE TRIGGER former_identity AFTER UPDATE OF sealed ON allocation.beneficiary_identity FOR EACH ROW
  WHEN (OLD.sealed IS DISTINCT FROM NEW.sealed) EXECUTE FUNCTION allocation.former_identity();

CREATE OR REPLACE TRIGGER identity_ends AFTER DELETE ON allocation.beneficiary_identity
  FOR EACH ROW EXECUTE FUNCTION allocation.identity_ends();
