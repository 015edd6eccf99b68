CALL platform.append_only('corrections.correction');

CREATE OR REPLACE TRIGGER correction_fits BEFORE INSERT ON corrections.correction
  FOR EACH ROW EXECUTE FUNCTION corrections.correction_fits();
