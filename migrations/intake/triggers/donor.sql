CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON intake.donor
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('donor_merged', 'donor_unmerged');

CREATE OR REPLACE TRIGGER made_unmerged BEFORE INSERT ON intake.donor
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION corrections.made_unmerged();

CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF kind, name, siren, siret, rna ON intake.donor
  FOR EACH ROW EXECUTE FUNCTION intake.former_values('kind', 'name', 'siren', 'siret', 'rna');

-- Before `former_values`, by its name.
CREATE OR REPLACE TRIGGER becomes_person AFTER UPDATE OF kind ON intake.donor
  FOR EACH ROW WHEN (NEW.name IS NULL AND OLD.name IS NOT NULL) EXECUTE FUNCTION intake.becomes_person();
