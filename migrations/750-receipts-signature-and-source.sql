-- A receipt bears a legible signature: the picture on the dated list that was looked at when it came (libs/bank/documents/store/pictures.ts). One that
-- came before nobody looked at: it is added again.
ALTER TABLE people.signatory ADD COLUMN image_legible boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT signatory_legible_image CHECK (image_blob IS NOT NULL OR NOT image_legible);
GRANT UPDATE (image_blob, image_legible) ON people.signatory TO bn_app;

-- Whose signature a receipt bears. Older ones do not say.
ALTER TABLE receipts.receipt ADD COLUMN signatory_id uuid REFERENCES people.signatory;

-- A text that was read second-hand says so wherever its source is shown.
ALTER TABLE intake.law_rule ADD COLUMN second_hand boolean NOT NULL DEFAULT false;
ALTER TABLE receipts.legal_text ADD COLUMN second_hand boolean NOT NULL DEFAULT false;

INSERT INTO receipts.legal_text (subject, valid_from, text, source, second_hand) VALUES
  ('received_goods', '2026-11-28', 'Le bénéficiaire reconnaît avoir reçu et accepté, à titre de don, les biens décrits ci-dessous, dans les quantités indiquées.', 'Données des formulaires 16216 et 11580', true),
  ('value_law_person', '2026-11-28', 'La valeur est le prix d’occasion du matériel le jour du don. Le donateur la déclare ; l’organisme qui reçoit la vérifie avant de délivrer un reçu.', 'BOI-IR-RICI-250-20, § 40', true),
  ('donor_value_person', '2026-11-28', 'Valeur de marché au jour du don, déclarée par le donateur et vérifiée par l’organisme bénéficiaire.', 'CGI, art. 200 ; BOI-IR-RICI-250-20, § 40 ; données du formulaire 11580', true);
