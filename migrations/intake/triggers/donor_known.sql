CREATE OR REPLACE TRIGGER donor_known_names_no_person BEFORE INSERT OR UPDATE ON intake.donor_known
  FOR EACH ROW EXECUTE FUNCTION intake.donor_known_names_no_person();
