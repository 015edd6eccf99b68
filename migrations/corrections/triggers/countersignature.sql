CALL platform.append_only('corrections.countersignature');

CREATE OR REPLACE TRIGGER another_person BEFORE INSERT ON corrections.countersignature
  FOR EACH ROW EXECUTE FUNCTION corrections.another_person();
