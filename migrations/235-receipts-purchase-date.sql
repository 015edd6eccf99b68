-- What is known of an age is the day of purchase, not the year of making: the paper says which.
INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('reuse_target', '2026-11-26', 'Les équipements de plus de dix ans et ceux liés à la sécurité n’entrent pas dans la part à réemployer. Quand la date d’achat n’est pas connue, ce document le dit : c’est au donateur de la compléter.', 'Décret 2023-266 du 12 avril 2023 (loi REEN)');
