CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON people.audit_entry
  FOR EACH ROW EXECUTE FUNCTION people.audit_stays();
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON people.audit_sealed
  FOR EACH ROW EXECUTE FUNCTION people.audit_stays();
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON people.audit_sealed_row
  FOR EACH ROW EXECUTE FUNCTION people.audit_stays();
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON people.audit_seal
  FOR EACH ROW EXECUTE FUNCTION people.audit_stays();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON people.audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON people.audit_sealed
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON people.audit_sealed_row
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON people.audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CALL platform.append_only('people.audit_checkpoint');
REVOKE UPDATE, TRUNCATE ON people.audit_entry, people.audit_sealed, people.audit_sealed_row, people.audit_seal FROM bn_app;
GRANT DELETE ON people.audit_entry, people.audit_sealed, people.audit_sealed_row, people.audit_seal TO bn_app;
