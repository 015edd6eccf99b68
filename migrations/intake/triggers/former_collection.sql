-- It never changes, and goes at its date, or when the donor is forgotten.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON intake.former_collection
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON intake.former_collection
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON intake.former_collection FROM bn_app;
