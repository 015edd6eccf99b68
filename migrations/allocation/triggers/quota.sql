CREATE OR REPLACE TRIGGER used_is_the_ledger BEFORE INSERT OR UPDATE ON allocation.quota
  FOR EACH ROW EXECUTE FUNCTION allocation.used_is_the_ledger();

CREATE OR REPLACE TRIGGER quota_is_corrected BEFORE UPDATE OF structure_id, starts_on, ends_on ON allocation.quota FOR EACH ROW
  WHEN (NEW.structure_id <> OLD.structure_id OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on)
  EXECUTE FUNCTION allocation.quota_is_corrected();

CREATE OR REPLACE TRIGGER quota_was AFTER UPDATE OF structure_id, starts_on, ends_on, allowed ON allocation.quota FOR EACH ROW
  WHEN (NEW.structure_id <> OLD.structure_id OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.allowed <> OLD.allowed)
  EXECUTE FUNCTION allocation.quota_was();

CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON allocation.quota FOR EACH ROW
  EXECUTE FUNCTION people.organisation_is_open('structure_id');

CREATE OR REPLACE TRIGGER other_organisation_is_open BEFORE UPDATE OF structure_id ON allocation.quota FOR EACH ROW
  WHEN (NEW.structure_id <> OLD.structure_id) EXECUTE FUNCTION people.organisation_is_open('structure_id');
