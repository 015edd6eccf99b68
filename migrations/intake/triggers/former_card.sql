CREATE OR REPLACE TRIGGER former_card_fits AFTER INSERT ON intake.former_card
  FOR EACH ROW EXECUTE FUNCTION intake.former_card_fits();
-- It never changes, and goes with how the person is reached or at its date.
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE ON intake.former_card
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON intake.former_card
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON intake.former_card FROM bn_app;
