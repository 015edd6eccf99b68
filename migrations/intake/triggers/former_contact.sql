-- It never changes, and goes with its contact or at its date.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON intake.former_contact
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON intake.former_contact
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON intake.former_contact FROM bn_app;
