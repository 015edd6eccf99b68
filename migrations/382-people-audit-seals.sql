-- The audit, chained: each minute the entries that came are sealed with what was sealed before, by a secret that the database does not
-- have. Whoever rewrites an entry, or takes one away, cannot make the seal again.
CREATE TABLE people.audit_seal (
  n bigint PRIMARY KEY CHECK (n > 0),
  -- HMAC-SHA256 of the seal before and of the entries' hashes, in hexadecimal.
  mac text NOT NULL CHECK (mac ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE people.audit_sealed (
  -- No foreign key: an entry that is gone is what this finds.
  entry_id bigint PRIMARY KEY,
  seal bigint NOT NULL REFERENCES people.audit_seal,
  -- SHA-256 of the entry, in hexadecimal.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX audit_sealed_seal ON people.audit_sealed (seal, entry_id);
REVOKE UPDATE, DELETE ON people.audit_seal, people.audit_sealed FROM bn_app;
