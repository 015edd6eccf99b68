-- How long what names a person is kept: one table for all of it, where three said so before. What a bank chose comes along.
CREATE TABLE people.retention (
  subject people.retained NOT NULL,
  valid_from date NOT NULL,
  amount integer NOT NULL CHECK (amount BETWEEN 1 AND 3650),
  unit people.period_unit NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
REVOKE UPDATE ON people.retention FROM bn_app;

INSERT INTO people.retention (subject, valid_from, amount, unit, source)
  SELECT kind::text, valid_from, months, 'months', source FROM allocation.retention_rule
  UNION ALL SELECT subject::text, valid_from, days, 'days', source FROM intake.retention
  UNION ALL SELECT subject::text, valid_from, years, 'years', source FROM receipts.retention;
DROP TABLE allocation.retention_rule, intake.retention, receipts.retention;
DROP DOMAIN IF EXISTS allocation.retained;
DROP DOMAIN IF EXISTS intake.retained;
DROP DOMAIN IF EXISTS receipts.retained;

-- None of these is law: each is the controller's choice, with the text it refers to. Where the bank has chosen since, its choice is the newer one.
INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('identity', '2023-09-14', 24, 'months', 'Choix de la banque, par référence à la délibération CNIL 2023-095 (établissements de l’art. L. 312-1 du CASF) : deux ans après le dernier contact ; d’un prêt, après son retour'),
  ('free_text', '2023-09-14', 24, 'months', 'Choix de la banque, par référence à la délibération CNIL 2023-095 : deux ans au plus en base active'),
  ('handover_sheet', '2023-09-14', 24, 'months', 'Choix de la banque, par référence à la délibération CNIL 2023-095'),
  ('sale_sheet', '2022-01-01', 12, 'months', 'Choix de la banque : la garantie d’une vente dure deux ans (code de la consommation, art. L. 217-3), et la preuve reste un an de plus'),
  ('donor_contact', '2023-09-14', 730, 'days', 'Choix de la banque : deux ans après le dernier contact'),
  ('ticket_words', '2020-01-01', 30, 'days', 'Choix de la banque : le temps de rappeler'),
  ('looks', '2021-10-14', 12, 'months', 'Choix de la banque, par référence à la délibération CNIL 2021-122 : six à douze mois')
ON CONFLICT DO NOTHING;
