-- An organisation's commune is one of the official list: its code here, « Bagneux (92) » beside it. What was typed before stays as it was typed.
ALTER TABLE people.organisation ADD COLUMN commune_code text REFERENCES territory.commune,
  ADD CONSTRAINT organisation_commune_is_said CHECK (commune_code IS NULL OR commune <> '');
UPDATE people.organisation o SET commune_code = c.code, commune = c.name || ' (' || c.departement || ')'
FROM territory.commune c WHERE c.name = o.commune AND NOT EXISTS (SELECT 1 FROM territory.commune x WHERE x.name = c.name AND x.code <> c.code);
