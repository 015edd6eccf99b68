CREATE OR REPLACE TRIGGER former_words AFTER UPDATE OF sealed ON intake.donor_contact
  FOR EACH ROW EXECUTE FUNCTION intake.former_words();
