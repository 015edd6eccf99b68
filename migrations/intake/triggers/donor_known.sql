CREATE OR REPLACE TRIGGER donor_known_names_no_person BEFORE INSERT OR UPDATE ON intake.donor_known
  FOR EACH ROW EXECUTE FUNCTION intake.donor_known_names_no_person();

CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF name, legal_form, address, postal_code, commune_code ON intake.donor_known
  FOR EACH ROW EXECUTE FUNCTION intake.former_values('name', 'legal_form', 'address', 'postal_code', 'commune_code');
