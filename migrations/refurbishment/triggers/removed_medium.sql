CREATE OR REPLACE TRIGGER removed_is_out BEFORE INSERT OR UPDATE ON refurbishment.removed_medium
  FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_is_out();

CREATE OR REPLACE TRIGGER removed_tells AFTER INSERT OR UPDATE ON refurbishment.removed_medium FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_tells();
