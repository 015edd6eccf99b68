CREATE OR REPLACE TRIGGER refused_of_open_donation BEFORE INSERT OR UPDATE ON intake.refused FOR EACH ROW EXECUTE FUNCTION intake.refused_of_open_donation();
