-- A second proof that it is the person: a code of their telephone's application, a passkey, or one of ten codes on paper.

CREATE TABLE people.totp (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  key_id text NOT NULL, sealed bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  -- The first right code. Before it, nothing is asked of anybody.
  confirmed_at timestamptz,
  -- The half minute of the last code that was taken: none is taken twice, nor one from before it.
  last_step bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX totp_of_user ON people.totp (user_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_begun ON people.totp (user_id) WHERE confirmed_at IS NULL;
REVOKE UPDATE ON people.totp FROM bn_app;
GRANT UPDATE (confirmed_at, last_step, key_id, sealed) ON people.totp TO bn_app;

CREATE TABLE people.passkey (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  -- As the device that holds it calls it (base64url).
  credential_id text NOT NULL,
  public_key bytea NOT NULL,
  -- What the device counted last; 0 where it does not count.
  counter bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  name text NOT NULL CHECK (name <> ''),
  made_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE UNIQUE INDEX passkey_credential ON people.passkey (credential_id);
CREATE INDEX passkey_of_user ON people.passkey (user_id);
REVOKE UPDATE ON people.passkey FROM bn_app;
GRANT UPDATE (counter, last_used_at) ON people.passkey TO bn_app;

CREATE TABLE people.recovery_code (
  -- SHA-256: each has 79 bits, which nobody guesses.
  secret_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  made_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);
CREATE INDEX recovery_code_of_user ON people.recovery_code (user_id);
REVOKE UPDATE ON people.recovery_code FROM bn_app;
GRANT UPDATE (used_at) ON people.recovery_code TO bn_app;

-- What a passkey signed, once: the same is not taken again.
CREATE TABLE people.challenge_met (
  challenge_hash text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE ON people.challenge_met FROM bn_app;

-- Somebody lost theirs: an administrator asks that it be taken away, another one confirms. Never the person themselves.
CREATE TABLE people.factor_reset (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  asked_by uuid NOT NULL REFERENCES people.app_user,
  asked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  confirmed_by uuid REFERENCES people.app_user,
  ended_at timestamptz,
  CONSTRAINT factor_reset_of_another CHECK (asked_by <> user_id AND confirmed_by <> user_id),
  CONSTRAINT factor_reset_by_two CHECK (confirmed_by <> asked_by),
  CONSTRAINT factor_reset_confirmed CHECK (confirmed_by IS NULL OR ended_at IS NOT NULL)
);
CREATE UNIQUE INDEX factor_reset_once ON people.factor_reset (user_id) WHERE ended_at IS NULL;
REVOKE UPDATE, DELETE ON people.factor_reset FROM bn_app;
GRANT UPDATE (confirmed_by, ended_at) ON people.factor_reset TO bn_app;

-- Who must have one: roles, and `instance_admin` for who administers the installation.
ALTER TABLE people.bank ADD COLUMN second_factor_roles text[] NOT NULL DEFAULT '{}';

-- Signed in, and open for nothing but setting up what the bank requires. A session gets a new secret when what it opens changes.
ALTER TABLE people.session ADD COLUMN unproven boolean NOT NULL DEFAULT false;
GRANT UPDATE (secret_hash, unproven) ON people.session TO bn_app;
