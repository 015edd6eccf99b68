CALL platform.append_only('corrections.correction');

CREATE OR REPLACE TRIGGER correction_fits BEFORE INSERT ON corrections.correction
  FOR EACH ROW EXECUTE FUNCTION corrections.correction_fits();

DROP TRIGGER IF EXISTS merge_happened ON corrections.correction;
CREATE CONSTRAINT TRIGGER merge_happened AFTER INSERT ON corrections.correction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind::text LIKE '%merged') EXECUTE FUNCTION corrections.merge_happened();
