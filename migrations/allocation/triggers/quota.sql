CREATE OR REPLACE TRIGGER used_is_the_ledger BEFORE INSERT OR UPDATE ON allocation.quota
  FOR EACH ROW EXECUTE FUNCTION allocation.used_is_the_ledger();
