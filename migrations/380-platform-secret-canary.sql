-- One row for each secret that something may be sealed with: a known text, sealed. A process whose secrets do not open one of them
-- would seal what nobody else opens, and open nothing.
CREATE TABLE platform.secret_canary (
  key_id text PRIMARY KEY,
  sealed bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON platform.secret_canary FROM bn_app;
