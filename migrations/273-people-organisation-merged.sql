-- A structure that was entered twice: the organisation that goes is closed, and says which one stands for it (docs/adr/0032).
ALTER TABLE people.organisation ADD COLUMN merged_into uuid REFERENCES people.organisation;
ALTER TABLE people.organisation ADD CONSTRAINT organisation_merged_is_closed CHECK (merged_into IS NULL OR NOT active);
CREATE INDEX organisation_merged ON people.organisation (merged_into) WHERE merged_into IS NOT NULL;
