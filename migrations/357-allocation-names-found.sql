-- By what a structure finds one of its people again: keyed hashes of the words of the name, of how they sound, and of a telephone. Another
-- structure's hash of the same name is another. They go with the identity that they are of.
CREATE TABLE allocation.identity_token (
  structure_id uuid NOT NULL,
  token text NOT NULL CHECK (token ~ '^[0-9a-f]{32}$'),
  beneficiary_id uuid NOT NULL REFERENCES allocation.beneficiary_identity ON DELETE CASCADE,
  PRIMARY KEY (structure_id, token, beneficiary_id)
);
CREATE INDEX identity_token_of ON allocation.identity_token (beneficiary_id);
REVOKE UPDATE ON allocation.identity_token FROM bn_app;

-- Under which key and in which way its hashes were made; none: not yet.
ALTER TABLE allocation.beneficiary_identity ADD COLUMN indexed_as text;
CREATE INDEX beneficiary_identity_indexed ON allocation.beneficiary_identity (indexed_as);
