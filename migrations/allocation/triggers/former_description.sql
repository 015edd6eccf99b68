-- It never changes, and goes with its history row.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON allocation.former_description
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON allocation.former_description
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON allocation.former_description FROM bn_app;

CREATE OR REPLACE TRIGGER former_description_fits AFTER INSERT ON allocation.former_description
  FOR EACH ROW EXECUTE FUNCTION allocation.former_description_fits();
