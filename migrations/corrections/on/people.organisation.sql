CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON people.organisation
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('structure_merged', 'structure_unmerged');

CREATE OR REPLACE TRIGGER made_unmerged BEFORE INSERT ON people.organisation
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION corrections.made_unmerged();
