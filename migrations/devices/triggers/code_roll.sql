CREATE OR REPLACE TRIGGER roll_stays_voided BEFORE UPDATE ON devices.code_roll FOR EACH ROW
  WHEN (OLD.voided_at IS NOT NULL) EXECUTE FUNCTION devices.code_stays_voided();
