-- It never changes, and goes with its history row.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON allocation.former_identity
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON allocation.former_identity
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON allocation.former_identity FROM bn_app;
