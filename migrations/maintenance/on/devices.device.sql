CREATE OR REPLACE TRIGGER double_merged AFTER UPDATE OF merged_into ON devices.device
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL AND OLD.merged_into IS NULL) EXECUTE FUNCTION maintenance.double_merged();
