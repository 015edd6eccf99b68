-- What a bill of sale cites. The box on the guarantees is the text that a decree prescribes, word for word: the bank enters it, and nothing is
-- sold before.
INSERT INTO intake.law_rule (subject, valid_from, settled, text, decides, source, second_hand) VALUES
  ('sale_conformity', '2022-01-01', true, 'Le vendeur répond des défauts de conformité qui apparaissent dans les deux ans après la remise de l’appareil.', 'La loi', 'Code de la consommation, art. L. 217-3', false),
  ('sale_presumption', '2022-01-01', true, 'Pour un appareil d’occasion, un défaut qui apparaît dans les 12 mois après la remise est présumé exister ce jour-là : l’acheteur n’a pas à le prouver.', 'La loi', 'Code de la consommation, art. L. 217-7', false),
  ('sale_box', '2022-10-01', false, 'L’encadré sur les garanties légales, qu’un contrat de vente doit porter. Son texte est à copier mot pour mot du modèle annexé au code, sur legifrance.gouv.fr, puis à faire relire par un juriste. Tant qu’il n’est pas entré ici, aucun appareil ne se vend.', 'L’administration de la banque, avec un juriste', 'Code de la consommation, art. D. 211-2 et son annexe, à lire sur Légifrance', true);

-- Who pays for what is sold; null of a gift, of a replacement, and of sales of before.
ALTER TABLE allocation.handover ADD COLUMN paid_by allocation.payer CONSTRAINT handover_paid_of_a_sale CHECK (paid_by IS NULL OR mode = 'sale');
