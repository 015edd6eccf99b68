-- Looks, corrections and purges are under the seals of the audit too: the hash of each row, with the entries of its minute.
CREATE TABLE people.audit_sealed_row (
  -- What it is, when it was, in seconds, and its id: `look/1764328440/12`. No foreign key: a row that is gone is what this finds.
  key text COLLATE "C" PRIMARY KEY,
  seal bigint NOT NULL REFERENCES people.audit_seal,
  -- SHA-256 of the row, in hexadecimal.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX audit_sealed_row_seal ON people.audit_sealed_row (seal, key);
CREATE INDEX correction_at ON corrections.correction (at);
CREATE INDEX purge_entry_at ON allocation.purge_entry (purged_at);
