-- Grounds of tax receipts become dated rules with the text of the law. Two go: meals, care and housing (CGI, art. 200, 1 ter) are not
-- computers, and the list of bodies of the tax on real estate (IFI) is not one of art. 200. A bank that had one chooses again.
UPDATE people.bank SET eligibility_ground = NULL WHERE eligibility_ground IN ('free_help_people_in_need', 'adapted_company');
ALTER TABLE people.bank DROP CONSTRAINT bank_eligibility_ground_fkey;
ALTER TABLE people.bank ALTER COLUMN eligibility_ground TYPE people.ground;
DELETE FROM people.eligibility_ground WHERE code IN ('free_help_people_in_need', 'adapted_company');

ALTER TABLE people.eligibility_ground DROP CONSTRAINT eligibility_ground_pkey;
ALTER TABLE people.eligibility_ground DROP CONSTRAINT eligibility_ground_code_check;
ALTER TABLE people.eligibility_ground RENAME COLUMN code TO ground;
ALTER TABLE people.eligibility_ground ALTER COLUMN ground TYPE people.ground;
ALTER TABLE people.eligibility_ground DROP COLUMN label;
ALTER TABLE people.eligibility_ground ADD COLUMN text text NOT NULL DEFAULT '';
UPDATE people.eligibility_ground SET text = CASE ground
  WHEN 'general_interest' THEN 'Œuvre ou organisme d’intérêt général à caractère philanthropique, éducatif, scientifique, social, humanitaire, sportif, familial ou culturel, ou qui concourt à la défense de l’environnement naturel.'
  WHEN 'public_utility' THEN 'Association ou fondation reconnue d’utilité publique, dont l’objet a l’un de ces caractères.'
  WHEN 'endowment_fund' THEN 'Fonds de dotation qui mène lui-même une activité d’intérêt général, ou qui redistribue à des organismes qui en mènent une.' END;
ALTER TABLE people.eligibility_ground ALTER COLUMN text DROP DEFAULT, ADD CHECK (text <> '');
ALTER TABLE people.eligibility_ground ADD PRIMARY KEY (ground, valid_from);
GRANT INSERT, DELETE ON people.eligibility_ground TO bn_app;
