-- A person's value is checked by the bank's receipt officer before a receipt states it (BOI-IR-RICI-250-20, § 40). One check of each
-- declared value; a new declaration is checked anew. Append-only.
CREATE TABLE receipts.value_check (
  value_id uuid PRIMARY KEY REFERENCES receipts.declared_value,
  how receipts.checked_how NOT NULL,
  checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL
);

-- A donor may type its value itself, on its private page: then nobody of ours did.
ALTER TABLE receipts.declared_value ALTER COLUMN membership_id DROP NOT NULL, ALTER COLUMN operator_number DROP NOT NULL,
  ADD CONSTRAINT declared_value_typed_by CHECK (num_nulls(membership_id, operator_number) = CASE how WHEN 'own_page' THEN 2 ELSE 0 END);

INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('value_law_company', '2008-08-06', 'La réduction d’impôt se calcule sur le coût de revient des biens donnés. C’est l’entreprise qui fixe cette valeur et qui en répond ; l’organisme qui reçoit ne la propose pas et ne la vérifie pas.', 'CGI, art. 238 bis, 1'),
  ('value_law_person', '2008-06-28', 'La valeur est ce que le matériel se vendrait d’occasion au jour du don. Le donateur la déclare ; l’organisme qui reçoit la vérifie avant de délivrer un reçu.', 'BOI-IR-RICI-250-20, § 40 (lu de seconde main)'),
  ('donor_value', '2026-11-26', 'Valeur fixée et déclarée par l’entreprise, sous sa responsabilité : la loi retient le coût de revient. Le bénéficiaire ne l’a ni fixée ni vérifiée.', 'CGI, art. 238 bis, 1 ; données du formulaire 16216'),
  ('donor_value_person', '2026-11-26', 'Valeur de marché au jour du don, déclarée par le donateur et vérifiée par l’organisme bénéficiaire.', 'CGI, art. 200 ; BOI-IR-RICI-250-20, § 40 ; données du formulaire 11580');
