-- With what machines sign in is one table, and nothing in it is without end (docs/adr/0112).
ALTER TABLE people.api_token RENAME TO machine_credential;
ALTER TABLE people.machine_credential RENAME CONSTRAINT api_token_pkey TO machine_credential_pkey;
ALTER INDEX people.api_token_secret RENAME TO machine_credential_secret;
ALTER INDEX people.api_token_organisation RENAME TO machine_credential_organisation;

-- As what a key of an organisation acts: a number of its own in histories, and nobody. It is never active, so it is no member anywhere.
ALTER TABLE people.membership ALTER COLUMN user_id DROP NOT NULL,
  ADD CONSTRAINT membership_of_nobody CHECK (user_id IS NOT NULL OR (NOT active AND invited_as IS NULL));

ALTER TABLE people.machine_credential
  ADD COLUMN kind people.credential_kind NOT NULL DEFAULT 'person',
  ADD COLUMN contact text NOT NULL DEFAULT '',
  ADD COLUMN made_by uuid REFERENCES people.membership,
  ADD COLUMN end_told_at timestamptz;
-- What had no end, or a later one, ends thirteen months from now.
UPDATE people.machine_credential SET made_by = membership_id,
  expires_at = least(coalesce(expires_at, revoked_at, 'infinity'), platform.now() + interval '13 months');
ALTER TABLE people.machine_credential
  ALTER COLUMN kind DROP DEFAULT, ALTER COLUMN contact DROP DEFAULT,
  ALTER COLUMN made_by SET NOT NULL, ALTER COLUMN expires_at SET NOT NULL, ALTER COLUMN created_at SET DEFAULT platform.now(),
  DROP CONSTRAINT api_token_scopes,
  ADD CONSTRAINT machine_credential_scopes CHECK (cardinality(scopes) > 0
    AND scopes <@ CASE kind WHEN 'person' THEN people.key_scopes() ELSE people.organisation_key_scopes() END);
CREATE INDEX machine_credential_membership ON people.machine_credential (membership_id);
GRANT UPDATE (contact, end_told_at) ON people.machine_credential TO bn_app;
