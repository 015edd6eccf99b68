CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON allocation.beneficiary
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('beneficiary_merged', 'beneficiary_unmerged');

CREATE OR REPLACE TRIGGER made_unmerged BEFORE INSERT ON allocation.beneficiary
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION corrections.made_unmerged();

-- What another tool knew may be of a structure that has closed since.
CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON allocation.beneficiary FOR EACH ROW
  WHEN (NEW.ended_on IS NULL AND NEW.origin = 'seen') EXECUTE FUNCTION people.organisation_is_open('structure_id');

CREATE OR REPLACE TRIGGER organisation_is_open_again BEFORE UPDATE OF ended_on ON allocation.beneficiary FOR EACH ROW
  WHEN (NEW.ended_on IS NULL AND OLD.ended_on IS NOT NULL) EXECUTE FUNCTION people.organisation_is_open('structure_id');

CREATE OR REPLACE TRIGGER former_description AFTER UPDATE OF age_band, situation, commune, commune_code ON allocation.beneficiary FOR EACH ROW
  WHEN ((OLD.age_band, OLD.situation, OLD.commune, OLD.commune_code) IS DISTINCT FROM (NEW.age_band, NEW.situation, NEW.commune, NEW.commune_code))
  EXECUTE FUNCTION allocation.former_description();
