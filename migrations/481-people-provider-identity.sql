-- Signing in by an identity provider (OpenID Connect): an account is (issuer, subject), and a person may have one at each.
CREATE TABLE people.provider_identity (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  issuer text NOT NULL CHECK (issuer <> ''),
  subject text NOT NULL CHECK (subject <> '' AND length(subject) <= 255),
  linked_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE UNIQUE INDEX provider_identity_subject ON people.provider_identity (issuer, subject);
CREATE UNIQUE INDEX provider_identity_once ON people.provider_identity (user_id, issuer);
-- It is taken away and made anew, never moved to somebody else.
REVOKE UPDATE ON people.provider_identity FROM bn_app;
GRANT UPDATE (last_used_at) ON people.provider_identity TO bn_app;

-- By which provider a session was opened: its token is given back there when the session ends, and goes with it.
CREATE TABLE people.session_origin (
  session_id uuid PRIMARY KEY REFERENCES people.session (id) ON DELETE CASCADE,
  issuer text NOT NULL,
  key_id text NOT NULL, sealed bytea NOT NULL
);
REVOKE UPDATE ON people.session_origin FROM bn_app;
GRANT UPDATE (key_id, sealed) ON people.session_origin TO bn_app;
