-- What an access key may do, and until when. Keys of before keep what they could.
ALTER TABLE people.api_token ADD COLUMN scopes text[] NOT NULL DEFAULT '{read,write,inventories}', ADD COLUMN expires_at timestamptz,
  ADD CONSTRAINT api_token_scopes CHECK (cardinality(scopes) > 0 AND scopes <@ people.key_scopes());
ALTER TABLE people.api_token ALTER COLUMN scopes DROP DEFAULT;
