CREATE OR REPLACE TRIGGER signatory_fits BEFORE INSERT OR UPDATE ON people.signatory FOR EACH ROW EXECUTE FUNCTION people.signatory_fits();

CREATE OR REPLACE TRIGGER signatory_stays BEFORE DELETE ON people.signatory FOR EACH ROW EXECUTE FUNCTION people.signatory_stays();
