-- An association is a donor of its own kind: art. 238 bis is for businesses liable to income or corporation tax. Until now « entreprise ou
-- association » was one; those whose number or form says so become what they are.
INSERT INTO intake.donor_rule (donor_kind, valid_from, public_origin, resale_forbidden, price_capped, papers, source) VALUES
  ('association', '2020-01-01', false, false, false, '{agreement,collection_slip}', 'CGI, art. 238 bis : pour les entreprises imposées à l’impôt sur le revenu ou sur les sociétés');
UPDATE intake.donor d SET kind = 'association' WHERE d.kind = 'company' AND (d.rna IS NOT NULL
  OR EXISTS (SELECT 1 FROM intake.donor_known k WHERE k.donor_id = d.id AND k.legal_form ~* '^(association|fondation)'));

-- Which tax receipt a kind of donor may be promised: rows of RECEIPT_OF (libs/bank/intake/donor.ts).
ALTER TABLE intake.donor_rule ADD CONSTRAINT donor_rule_receipts CHECK (
  (donor_kind = 'company' OR NOT papers @> '{cerfa_16216}') AND (donor_kind = 'person' OR NOT papers @> '{cerfa_11580}'));
