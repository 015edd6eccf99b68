CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON intake.donor_representative
  FOR EACH ROW EXECUTE FUNCTION intake.representative_stays();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON intake.donor_representative
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE UPDATE, TRUNCATE ON intake.donor_representative FROM bn_app;
GRANT DELETE ON intake.donor_representative TO bn_app;
