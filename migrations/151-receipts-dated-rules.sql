-- What papers say because the law, or the bank, wants it so: dated, each with its source. Copied on a paper when it is asked for.
CREATE TABLE receipts.legal_text (
  subject receipts.legal_subject NOT NULL,
  valid_from date NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('transfer', '2020-01-01', 'Le donateur donne les biens décrits ci-dessous, sans contrepartie. Ils sont donnés en l’état, et deviennent la propriété de l’organisme bénéficiaire à leur réception.', 'Code civil, art. 894 et 931 ; don manuel'),
  ('data', '2020-01-01', 'Le bénéficiaire efface tous les supports de stockage avant toute remise et garde la preuve de chaque effacement. Le donateur retire avant le don ses comptes, mots de passe et verrous.', 'Choix de la banque, selon le guide NIST SP 800-88'),
  ('public_undertaking', '2020-01-01', 'Le bénéficiaire s’engage par écrit à n’utiliser ces biens que pour l’objet prévu par ses statuts : équiper et accompagner des personnes en situation de précarité. Il ne les revend pas, sauf cession à prix solidaire dans les cas et les limites que la loi permet, et les donne ou les prête à ces personnes ou à des structures qui agissent pour elles.', 'CGPPP, art. L3212-2 3° et L3212-3'),
  ('certify_company', '2008-08-06', 'Le bénéficiaire certifie sur l’honneur que les dons et versements qu’il reçoit ouvrent droit à la réduction d’impôt prévue à l’article 238 bis du code général des impôts.', 'CGI, art. 238 bis ; données du formulaire 16216'),
  ('certify_person', '2008-06-28', 'Le bénéficiaire certifie sur l’honneur que les dons et versements qu’il reçoit ouvrent droit à la réduction d’impôt prévue à l’article 200 du code général des impôts.', 'CGI, art. 200 ; données du formulaire 11580'),
  ('donor_value', '2008-06-28', 'Valeur déclarée par le donateur, sous sa responsabilité. Le bénéficiaire ne l’a ni fixée ni vérifiée.', 'CGI, art. 238 bis ; la valorisation relève du donateur, données du formulaire 16216'),
  ('donor_value_person', '2008-06-28', 'Valeur de marché au jour du don, déclarée par le donateur, sous sa responsabilité. Le bénéficiaire ne l’a ni fixée ni vérifiée.', 'CGI, art. 200 ; données du formulaire 11580'),
  ('yearly_declaration', '2022-01-01', 'Nombre de reçus délivrés et montant total des dons qu’ils mentionnent, à déclarer chaque année à l’administration fiscale.', 'CGI, art. 222 bis'),
  ('reuse_target', '2023-04-14', 'Les équipements de plus de dix ans et ceux liés à la sécurité n’entrent pas dans la part à réemployer. Quand l’année de fabrication n’est pas connue, ce document le dit : c’est au donateur de la compléter.', 'Décret 2023-266 du 12 avril 2023 (loi REEN)');

-- How long papers that name a person are kept.
CREATE TABLE receipts.retention (
  subject text NOT NULL,
  valid_from date NOT NULL,
  years integer NOT NULL CHECK (years > 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO receipts.retention (subject, valid_from, years, source) VALUES
  ('person_receipt', '2021-08-26', 6, 'LPF, art. L102 E : six ans à compter de la date où le reçu est établi'),
  ('signed_scan', '2021-08-26', 6, 'LPF, art. L102 E : pièces qui permettent le contrôle, six ans');
