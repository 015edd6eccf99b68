CREATE OR REPLACE TRIGGER links_end AFTER UPDATE OF merged_into ON intake.donor
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION reporting.links_end();
