CREATE OR REPLACE TRIGGER beneficiary_event_dated BEFORE INSERT ON allocation.beneficiary_event
  FOR EACH ROW EXECUTE FUNCTION allocation.beneficiary_event_dated();
-- It never changes, and goes at its date or with the person.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON allocation.beneficiary_event
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON allocation.beneficiary_event
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON allocation.beneficiary_event FROM bn_app;
