CREATE OR REPLACE TRIGGER request_follows AFTER INSERT OR UPDATE ON allocation.request FOR EACH ROW EXECUTE FUNCTION allocation.request_follows();

-- Its structure never changes.
CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON allocation.request FOR EACH ROW
  EXECUTE FUNCTION people.organisation_is_open('structure_id');
