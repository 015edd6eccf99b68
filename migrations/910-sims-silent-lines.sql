-- Nobody says that a card was thrown away: what is kept of a line without news ends, and so may the person whom it held. Its carrier gives codes again.
INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('line', '2023-09-14', 5, 'years', 'Choix de la banque : une ligne sans nouvelles depuis cinq ans ne sert plus à la personne ; son opérateur redonne ses codes')
ON CONFLICT DO NOTHING;
