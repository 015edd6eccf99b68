CREATE OR REPLACE TRIGGER counter_counts BEFORE INSERT OR UPDATE OR DELETE ON receipts.counter
  FOR EACH ROW EXECUTE FUNCTION receipts.counter_counts();

CREATE OR REPLACE TRIGGER counter_table_stays BEFORE TRUNCATE ON receipts.counter FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

DROP TRIGGER IF EXISTS number_has_receipt ON receipts.counter;
CREATE CONSTRAINT TRIGGER number_has_receipt AFTER INSERT OR UPDATE ON receipts.counter DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION receipts.number_has_receipt();
