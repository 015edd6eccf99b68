-- Since when an account is closed: its name and address go by themselves after the period of `people.retention`.
ALTER TABLE people.app_user ADD COLUMN closed_at timestamptz;
UPDATE people.app_user u SET closed_at = coalesce(u.erased_at,
    (SELECT max(e.at) FROM people.audit_entry e WHERE e.subject_kind = 'user' AND e.subject_id = u.id AND e.verb = 'close'), now())
  WHERE NOT u.active;
ALTER TABLE people.app_user ADD CONSTRAINT app_user_closed_since CHECK (active = (closed_at IS NULL));

INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('account', '2021-10-14', 12, 'months', 'Choix de la banque : aussi longtemps que le journal de gestion dit qui a fait quoi (délibération CNIL 2021-122)')
ON CONFLICT DO NOTHING;
