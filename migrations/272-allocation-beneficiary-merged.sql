-- A person who has two references at one structure: the one that goes says which one stands for it (docs/adr/0032).
ALTER TABLE allocation.beneficiary ADD COLUMN merged_into uuid;
ALTER TABLE allocation.beneficiary ADD CONSTRAINT beneficiary_merged_in_its_structure
  FOREIGN KEY (merged_into, structure_id) REFERENCES allocation.beneficiary (id, structure_id);
CREATE INDEX beneficiary_merged ON allocation.beneficiary (merged_into) WHERE merged_into IS NOT NULL;
