CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON allocation.beneficiary
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('beneficiary_merged', 'beneficiary_unmerged');

CREATE OR REPLACE TRIGGER made_unmerged BEFORE INSERT ON allocation.beneficiary
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION corrections.made_unmerged();
