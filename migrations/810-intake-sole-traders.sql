-- A donor may be a person who trades under their own name (docs/adr/0075): named and numbered like any other person, under seal alone.
ALTER TABLE intake.donor DROP CONSTRAINT donor_person_has_no_name, DROP CONSTRAINT donor_numbers_fit;
ALTER TABLE intake.donor ADD CONSTRAINT donor_person_has_no_name CHECK ((kind = ANY (intake.person_kinds())) = (name IS NULL)),
  ADD CONSTRAINT donor_numbers_fit CHECK (kind <> ALL (intake.person_kinds()) OR num_nonnulls(siren, siret, rna) = 0);

-- Their gifts are those of a business (CGI, art. 238 bis, for businesses liable to income tax too), whatever the bank's rules made of it since.
ALTER TABLE intake.donor_rule DROP CONSTRAINT donor_rule_receipts;
ALTER TABLE intake.donor_rule ADD CONSTRAINT donor_rule_receipts CHECK (
  (donor_kind = 'company' OR donor_kind = 'sole_trader' OR NOT papers @> '{cerfa_16216}') AND (donor_kind = 'person' OR NOT papers @> '{cerfa_11580}'));
INSERT INTO intake.donor_rule (donor_kind, valid_from, public_origin, resale_forbidden, price_capped, papers, source)
  SELECT 'sole_trader', valid_from, public_origin, resale_forbidden, price_capped, papers, source FROM intake.donor_rule WHERE donor_kind = 'company';
