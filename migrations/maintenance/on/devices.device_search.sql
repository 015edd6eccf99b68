CREATE OR REPLACE TRIGGER device_words AFTER UPDATE OF words ON devices.device_search
  FOR EACH ROW WHEN (NEW.words <> OLD.words) EXECUTE FUNCTION maintenance.device_words();
