-- How sure each period's text is, as of other dated rules. What the program brought and nobody read in the text itself says so; the bank's own choices
-- and those by a text that was read stay as they are.
ALTER TABLE people.retention ADD COLUMN second_hand boolean NOT NULL DEFAULT false;
UPDATE people.retention SET second_hand = true WHERE (subject, valid_from, source) IN (
  ('log_file', '2008-06-19', 'Code civil, art. 2224 : cinq ans pour agir ; l’empreinte du fichier et ce qui y a été lu restent'),
  ('paper', '2008-06-19', 'Choix de la banque, par référence au code de commerce, art. L. 123-22 : dix ans'),
  ('person_receipt', '2021-08-26', 'LPF, art. L102 E : six ans à compter de la date où le reçu est établi'),
  ('signed_scan', '2021-08-26', 'LPF, art. L102 E : pièces qui permettent le contrôle, six ans'),
  ('unused_account', '2021-10-14', 'Choix de la banque : un an sans connexion (guide de la sécurité des données personnelles de la CNIL : supprimer les comptes inutilisés)'));
