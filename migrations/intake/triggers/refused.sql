CREATE OR REPLACE TRIGGER refused_of_open_donation BEFORE INSERT OR UPDATE OF withdrawn_at, withdrawn_by ON intake.refused FOR EACH ROW EXECUTE FUNCTION intake.refused_of_open_donation();

CREATE OR REPLACE TRIGGER refused_note_goes BEFORE UPDATE OF note ON intake.refused FOR EACH ROW EXECUTE FUNCTION intake.refused_note_goes();
