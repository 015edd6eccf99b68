CREATE OR REPLACE TRIGGER code_is_claimed BEFORE UPDATE OF device_id ON devices.asset_code FOR EACH ROW
  WHEN (NEW.device_id IS DISTINCT FROM OLD.device_id AND NEW.device_id IS NOT NULL AND NEW.organisation_id IS NOT NULL)
  EXECUTE FUNCTION devices.code_is_claimed();

CREATE OR REPLACE TRIGGER code_stays_voided BEFORE UPDATE OF voided_at ON devices.asset_code FOR EACH ROW
  WHEN (OLD.voided_at IS NOT NULL AND NEW.voided_at IS DISTINCT FROM OLD.voided_at) EXECUTE FUNCTION devices.code_stays_voided();

CREATE OR REPLACE TRIGGER code_stays_on_device BEFORE UPDATE OF device_id ON devices.asset_code FOR EACH ROW
  WHEN (OLD.device_id IS NOT NULL AND NEW.device_id IS DISTINCT FROM OLD.device_id)
  EXECUTE FUNCTION devices.code_stays_on_device();
