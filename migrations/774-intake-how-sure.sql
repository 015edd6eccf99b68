-- How sure each text is. What nobody read in the text itself says so wherever it stands; what was read is no longer called open.
INSERT INTO intake.law_rule (subject, valid_from, settled, text, decides, source, second_hand) VALUES
  ('prepaid_sim', '2026-11-30', false, 'L’opérateur de téléphonie vérifie l’identité de ses clients, aussi pour une carte prépayée. Comment, et à partir de quand : un décret doit le dire. Le programme ne demande ni copie ni numéro de pièce.', 'L’opérateur de téléphonie', 'CPCE, art. L. 34-1, II bis, et art. L. 39-3, changés par la loi 2025-532 du 13 juin 2025, art. 29', true),
  ('oeth_day', '2026-11-30', true, 'L’attestation de sous-traitance est envoyée au client le 15 mars au plus tard.', 'La loi', 'Code du travail, art. D. 5212-7', true),
  ('data_basis', '2018-05-25', true, 'Des données de personnes se gardent pour une mission d’intérêt public, pour un intérêt légitime, ou parce qu’une loi l’oblige.', 'La loi', 'RGPD, art. 6.1.c, art. 6.1.e et art. 6.1.f', true),
  ('accessibility', '2005-02-11', true, 'Les organismes publics, ceux qui agissent pour eux et ceux que des fonds publics financent en majorité rendent leur site accessible, et déclarent s’il l’est. Tant que personne ne l’a vérifié : « non conforme ».', 'La loi', 'Loi 2005-102 du 11 février 2005, art. 47', false);

INSERT INTO receipts.legal_text (subject, valid_from, text, source, second_hand)
  SELECT DISTINCT ON (t.subject) t.subject, '2026-11-30'::date, t.text, t.source, true FROM receipts.legal_text t
  WHERE (t.subject = 'transfer' OR t.subject = 'yearly_declaration' OR t.subject = 'reuse_target') AND t.valid_from < '2026-11-30' ORDER BY t.subject, t.valid_from DESC;
