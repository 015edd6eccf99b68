-- On what keeping data of people rests, one row each: register, page and papers cite it from here.
INSERT INTO intake.law_rule (subject, valid_from, settled, text, decides, source, second_hand) VALUES
  ('basis_public_mission', '2018-05-25', true, 'Des données de personnes se gardent pour une mission d’intérêt public.', 'La loi', 'RGPD, art. 6.1.e', true),
  ('basis_legitimate_interest', '2018-05-25', true, 'Des données de personnes se gardent pour un intérêt légitime.', 'La loi', 'RGPD, art. 6.1.f', true),
  ('basis_legal_obligation', '2018-05-25', true, 'Des données de personnes se gardent parce qu’une loi l’oblige.', 'La loi', 'RGPD, art. 6.1.c', true);
