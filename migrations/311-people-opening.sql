-- The one-time address at which the first administrator opens the bank. One row: a new address ends the one before.
CREATE TABLE people.opening (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  secret_hash text NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz NOT NULL,
  -- A bank is opened once.
  opened_at timestamptz
);
