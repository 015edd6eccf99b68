CREATE OR REPLACE TRIGGER former_words AFTER UPDATE OF sealed ON intake.donor_contact
  FOR EACH ROW EXECUTE FUNCTION intake.former_words();
CREATE OR REPLACE TRIGGER contact_ends AFTER DELETE ON intake.donor_contact
  FOR EACH ROW WHEN (OLD.main) EXECUTE FUNCTION intake.contact_ends();

CREATE OR REPLACE TRIGGER publish AFTER DELETE ON intake.donor_contact REFERENCING OLD TABLE AS gone_contacts
  FOR EACH STATEMENT EXECUTE FUNCTION intake.publish_forgotten();
