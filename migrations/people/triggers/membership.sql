CREATE OR REPLACE TRIGGER roles_fit BEFORE INSERT OR UPDATE ON people.membership FOR EACH ROW EXECUTE FUNCTION people.roles_fit();

CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON people.membership FOR EACH ROW
  WHEN (NEW.active OR NEW.invited_as IS NOT NULL) EXECUTE FUNCTION people.organisation_is_open('organisation_id');

-- One that ended is begun again.
CREATE OR REPLACE TRIGGER organisation_is_open_again BEFORE UPDATE OF active, organisation_id ON people.membership FOR EACH ROW
  WHEN (NEW.active AND (NOT OLD.active OR NEW.organisation_id <> OLD.organisation_id))
  EXECUTE FUNCTION people.organisation_is_open('organisation_id');

CREATE OR REPLACE TRIGGER keeps_a_manager BEFORE UPDATE OF roles, active ON people.membership FOR EACH ROW
  WHEN (OLD.active AND OLD.roles && people.manager_roles() AND NOT (NEW.active AND NEW.roles && people.manager_roles()))
  EXECUTE FUNCTION people.keeps_a_manager();

CREATE OR REPLACE TRIGGER asked_since BEFORE INSERT OR UPDATE OF invited_as ON people.membership FOR EACH ROW EXECUTE FUNCTION people.asked_since();
