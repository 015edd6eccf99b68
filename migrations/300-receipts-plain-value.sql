-- The same rule in plain French, from the day on which it was written so.
INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('value_law_person', '2026-11-27', 'La valeur est le prix d’occasion du matériel le jour du don. Le donateur la déclare ; l’organisme qui reçoit la vérifie avant de délivrer un reçu.', 'BOI-IR-RICI-250-20, § 40 (lu de seconde main)');
