-- Until when what nobody answers stays open: each is the controller's choice, and a bank may date another.
INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('silent_ticket', '2020-01-01', 12, 'months', 'Choix de la banque : un an sans nouvelles, la panne est finie ou la personne est partie'),
  ('unused_account', '2021-10-14', 12, 'months', 'Choix de la banque : un an sans connexion (guide de la sécurité des données personnelles de la CNIL : supprimer les comptes inutilisés)'),
  ('invitation', '2021-10-14', 3, 'months', 'Choix de la banque : le temps de venir, et d’être invité de nouveau')
ON CONFLICT DO NOTHING;

-- What the person typed as the device's code goes with their words, also while a device waits in repair without news.
ALTER TABLE maintenance.ticket DROP CONSTRAINT ticket_typed_check;
ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_typed_check
  CHECK (length(typed) <= 60 AND (typed <> '' OR ended_at IS NOT NULL OR state = 'device_in'));
