-- What an agreement says follows when the gift is decided, and at which title the bank receives: only an association with such statutes, or of
-- public utility, may speak of them and of a sale (CG3P, art. L. 3212-3). What another title permits is in its own text.
INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('transfer', '2026-11-27', 'Le donateur donne les biens décrits ci-dessous, sans contrepartie. Ils sont donnés en l’état, et deviennent la propriété de l’organisme bénéficiaire à leur réception, ou à la décision du donateur si elle vient après.', 'Code civil, art. 894 ; don manuel'),
  ('public_undertaking_other', '2026-11-27', 'Le bénéficiaire s’engage par écrit à n’utiliser ces biens que pour équiper et accompagner des personnes en situation de précarité. Il les donne à ces personnes ou à des structures qui agissent pour elles, et ne les vend pas.', 'Choix de la banque : au titre auquel elle reçoit');
