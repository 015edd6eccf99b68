-- Who reads the audit: the organisation that an entry concerns, and through which membership and channel it was done.
ALTER TABLE people.audit_entry
  ADD COLUMN membership_id uuid REFERENCES people.membership,
  ADD COLUMN organisation_id uuid REFERENCES people.organisation,
  ADD COLUMN channel people.channel;
CREATE INDEX audit_entry_of_organisation ON people.audit_entry (organisation_id, id DESC) WHERE organisation_id IS NOT NULL;

-- Once a month the chain is read whole and its head noted with the secret: what is under an old head may go, and the rest still holds.
CREATE TABLE people.audit_checkpoint (
  seal bigint PRIMARY KEY CHECK (seal > 0),
  mac text NOT NULL CHECK (mac ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  -- HMAC-SHA256 of the three before, in hexadecimal.
  proof text NOT NULL CHECK (proof ~ '^[0-9a-f]{64}$')
);
CREATE INDEX audit_checkpoint_at ON people.audit_checkpoint (at);

INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('audit', '2021-10-14', 12, 'months', 'Choix de la banque, par référence à la délibération CNIL 2021-122 : six à douze mois')
ON CONFLICT DO NOTHING;
-- Nobody shortens it to make what they did disappear.
ALTER TABLE people.retention DROP CONSTRAINT retention_looks_kept;
ALTER TABLE people.retention ADD CONSTRAINT retention_looks_kept CHECK (
  (subject <> 'looks' AND subject <> 'audit') OR amount >= CASE unit WHEN 'years' THEN 1 WHEN 'months' THEN 6 ELSE 180 END);
