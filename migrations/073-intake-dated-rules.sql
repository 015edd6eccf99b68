-- What the law or the bank wants of donations: dated, each with its source. A row counts from its day to the next one's of its kind.
-- The bank's administrator adds to them on /regles (libs/bank/rules/dated-tables.ts).

-- What a donor's kind means for its devices. Read at logging, then copied onto the device.
CREATE TABLE intake.donor_rule (
  donor_kind intake.donor_kind NOT NULL,
  valid_from date NOT NULL,
  public_origin boolean NOT NULL,
  resale_forbidden boolean NOT NULL,
  price_capped boolean NOT NULL,
  -- Papers that this kind of donor asks for (libs/bank/receipts/checklist.service.ts).
  papers text[] NOT NULL DEFAULT '{}',
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (donor_kind, valid_from)
);
INSERT INTO intake.donor_rule (donor_kind, valid_from, public_origin, resale_forbidden, price_capped, papers, source) VALUES
  ('public_body', '2020-01-01', true, true, true, '{undertaking,collection_slip,proof_of_reuse}', 'CGPPP, art. L3212-2 3° et L3212-3'),
  ('company', '2020-01-01', false, false, false, '{collection_slip,cerfa_16216}', 'CGI, art. 238 bis'),
  ('person', '2020-01-01', false, false, false, '{collection_slip,cerfa_11580}', 'CGI, art. 200');

-- Solidarity price ceilings, in euro cents with all taxes. A category without a row in force has no ceiling.
CREATE TABLE intake.price_ceiling (
  category text NOT NULL,
  valid_from date NOT NULL,
  cents integer CHECK (cents >= 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (category, valid_from)
);
INSERT INTO intake.price_ceiling (category, valid_from, cents, source) VALUES
  ('laptop', '2022-11-09', 18000, 'Décret du 7 novembre 2022'),
  ('desktop', '2022-11-09', 15000, 'Décret du 7 novembre 2022 (avec écran, clavier et souris)'),
  ('all_in_one', '2022-11-09', 15000, 'Décret du 7 novembre 2022, lu comme « fixe avec écran » ; lecture à confirmer'),
  ('tablet', '2022-11-09', 10000, 'Décret du 7 novembre 2022'),
  ('smartphone', '2022-11-09', 10000, 'Décret du 7 novembre 2022'),
  ('monitor', '2022-11-09', 3000, 'Décret du 7 novembre 2022'),
  ('printer', '2022-11-09', 3000, 'Décret du 7 novembre 2022 (multifonction : 170 €)'),
  ('multifunction_printer', '2022-11-09', 17000, 'Décret du 7 novembre 2022');

-- What one device given by a public body may be worth at most, in euro cents.
CREATE TABLE intake.public_gift_cap (
  valid_from date PRIMARY KEY,
  cents integer NOT NULL CHECK (cents >= 0),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO intake.public_gift_cap (valid_from, cents, source) VALUES ('2020-01-01', 30000, 'CGPPP, art. D3212-3');

-- From which age a device no longer counts in a public body's duty of reuse.
CREATE TABLE intake.reuse_age (
  valid_from date PRIMARY KEY,
  years integer NOT NULL CHECK (years BETWEEN 1 AND 100),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO intake.reuse_age (valid_from, years, source) VALUES
  ('2023-04-14', 10, 'Décret 2023-266 du 12 avril 2023 (loi REEN) : au-delà, hors de l’objectif de 50 % ; de même ce qui touche à la sécurité');

-- How long what may name a person is kept after its last use.
CREATE TABLE intake.retention (
  subject text NOT NULL,
  valid_from date NOT NULL,
  days integer NOT NULL CHECK (days > 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO intake.retention (subject, valid_from, days, source) VALUES
  ('donor_contact', '2021-01-01', 730, 'CNIL, référentiel 2021-028 : deux ans au plus après le dernier contact'),
  ('file_row', '2021-01-01', 90, 'Choix de la banque : le temps de corriger une feuille');

-- How long somebody is waited for.
CREATE TABLE intake.delay (
  subject intake.delay_subject NOT NULL,
  valid_from date NOT NULL,
  days integer NOT NULL CHECK (days BETWEEN 1 AND 1000),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO intake.delay (subject, valid_from, days, source) VALUES
  ('lock_reminder', '2020-01-01', 15, 'Choix de la banque'),
  ('lock_deadline', '2020-01-01', 60, 'Choix de la banque');
