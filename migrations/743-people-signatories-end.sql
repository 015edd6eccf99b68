-- Who was authorised to sign, or represents a donor, and signed nothing ends; so does the name of a key that is over.
INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('signatory', '2023-09-14', 24, 'months', 'Choix de la banque : deux ans pour signer ; qui a signé reste autant que ses actes'),
  ('key_name', '2021-10-14', 12, 'months', 'Choix de la banque : aussi longtemps que le journal de gestion (délibération CNIL 2021-122)')
ON CONFLICT DO NOTHING;
GRANT DELETE ON people.signatory TO bn_app;
GRANT UPDATE (name) ON people.api_token TO bn_app;
