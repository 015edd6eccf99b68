-- The regimes of public gifts, each with its text and its day; what could not be settled says so, and who decides. No paper prints as law
-- what is not settled.
CREATE TABLE intake.law_rule (
  subject intake.law_subject NOT NULL,
  valid_from date NOT NULL,
  settled boolean NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  -- Who decides, of what is not settled.
  decides text NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO intake.law_rule (subject, valid_from, settled, text, decides, source) VALUES
  ('public_gift', '2022-05-09', true, 'L’État et ses établissements, une collectivité, un groupement peuvent donner le matériel informatique dont ils n’ont plus l’usage à des catégories d’associations que la loi liste.', 'La loi', 'CG3P, art. L. 3212-2 et L. 3212-3 ; décret 2022-791 du 6 mai 2022 (lois 2021-1485 REEN et 2021-1900)'),
  ('public_recipients', '2020-01-01', true, 'La liste de ceux qui peuvent recevoir est limitative, même si le matériel ne vaut plus rien.', 'La loi', 'Réponse ministérielle de 2020'),
  ('public_bank', '2020-01-01', false, 'À quel titre une banque publique reçoit d’une autre administration. La banque entre ici le texte qui le permet.', 'La banque, avec son conseil ou la préfecture', 'Non tranché'),
  ('unit_value', '2022-05-09', true, 'Un matériel donné vaut 300 € au plus, pièce par pièce.', 'La loi', 'CG3P, art. D. 3212-3'),
  ('unit_value_precarity', '2022-05-09', false, 'Si ce plafond vise aussi les associations que la loi 3DS a ajoutées : celles qui équipent, forment et accompagnent des personnes en précarité.', 'Le donateur public', 'CG3P, art. D. 3212-3, à lire avec la loi 3DS, art. 178'),
  ('solidarity_resale', '2022-02-22', true, 'L’association qui a reçu le matériel de l’administration peut le vendre à prix solidaire si elle est reconnue d’utilité publique, ou d’intérêt général avec des statuts qui visent à équiper, former et accompagner des personnes en situation de précarité ; et seulement à ces personnes ou à des associations qui agissent pour elles.', 'La loi', 'Loi 3DS 2022-217 du 21 février 2022, art. 178'),
  ('solidarity_price', '2022-11-10', true, 'Le prix solidaire a un plafond par type d’appareil, toutes taxes comprises, pour un appareil qui fonctionne, avec son chargeur, son disque, son système et une batterie utilisable.', 'La loi', 'Décret du 7 novembre 2022, en vigueur le 10 novembre 2022'),
  ('structure_resale', '2020-01-01', false, 'Si une structure qui a reçu le matériel de la banque peut le vendre à son tour. Tant que la banque n’a pas entré un texte, cette vente est refusée.', 'La banque, avec son conseil', 'Non tranché'),
  ('depreciated_value', '2008-08-06', false, 'La valeur d’un matériel déjà amorti, donné par une entreprise.', 'L’entreprise qui donne', 'CGI, art. 238 bis, 1, qui retient le coût de revient'),
  ('mayor_gift', '2020-01-01', false, 'Si le maire peut, par délégation, décider d’un don comme il décide d’une vente jusqu’à 4 600 €.', 'Le conseil municipal', 'CGCT, art. L. 2122-22, 10°'),
  ('oeth_day', '2020-01-01', false, 'La date à laquelle l’attestation de sous-traitance est envoyée au client : lue comme le 15 mars.', 'L’entreprise adaptée ou l’ESAT', 'Code du travail, art. D. 5212-7'),
  ('prepaid_sim', '2020-01-01', false, 'Les règles d’identité pour une carte SIM prépayée. Le programme n’en impose aucune.', 'L’opérateur de téléphonie', 'Non tranché'),
  ('waste_note', '2020-01-01', false, 'Si remettre des déchets à un collecteur d’un éco-organisme dispense de bordereau. Son numéro reste facultatif.', 'La banque, avec l’éco-organisme', 'Non tranché');

-- At which title the bank receives from an administration. No agreement with a public donor without one.
CREATE TABLE intake.receiving_capacity (
  valid_from date PRIMARY KEY,
  capacity intake.capacity NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  operator_number integer
);
INSERT INTO intake.receiving_capacity (valid_from, capacity, source) VALUES ('2020-01-01', 'not_said', 'Personne ne l’a encore dit');

-- Whether anything is ever sold.
CREATE TABLE intake.selling_rule (
  valid_from date PRIMARY KEY,
  mode intake.selling_mode NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  operator_number integer
);
INSERT INTO intake.selling_rule (valid_from, mode, source) VALUES ('2020-01-01', 'free', 'Règle de départ : la banque donne');

INSERT INTO intake.donor_rule (donor_kind, valid_from, public_origin, resale_forbidden, price_capped, papers, source) VALUES
  ('public_body', '2022-05-09', true, true, true, '{undertaking,collection_slip,proof_of_reuse}', 'CG3P, art. L. 3212-2 et L. 3212-3 ; décret 2022-791 du 6 mai 2022');
-- The decree is in force on the 10th, not on the 9th.
INSERT INTO intake.price_ceiling (category, valid_from, cents, source)
  SELECT category, '2022-11-10', cents, replace(source, 'Décret du 7 novembre 2022', 'Décret du 7 novembre 2022, en vigueur le 10, appareil complet qui fonctionne')
  FROM intake.price_ceiling WHERE valid_from = '2022-11-09';

INSERT INTO receipts.legal_text (subject, valid_from, text, source) VALUES
  ('public_undertaking', '2026-11-26', 'Le bénéficiaire s’engage par écrit à n’utiliser ces biens que pour l’objet prévu par ses statuts : équiper et accompagner des personnes en situation de précarité. Il les donne à ces personnes ou à des structures qui agissent pour elles. Il ne les vend pas, sauf à prix solidaire dans les cas et les limites que la loi permet.', 'CG3P, art. L. 3212-2 et L. 3212-3 ; loi 3DS 2022-217, art. 178');
