-- A donor that was entered twice: the card that goes says which one stands for it (docs/adr/0032).
ALTER TABLE intake.donor ADD COLUMN merged_into uuid REFERENCES intake.donor;
CREATE INDEX donor_merged ON intake.donor (merged_into) WHERE merged_into IS NOT NULL;
