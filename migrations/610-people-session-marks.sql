-- Whom a provider's word of leaving means is found by keyed hashes (`left-since.ts`), without opening every session's token. Sessions that a provider
-- opened before have none: they end here, and who was in comes in again by the provider. The default is for
-- a server of before, which may serve until it is replaced.
DELETE FROM people.session WHERE id IN (SELECT session_id FROM people.session_origin);
ALTER TABLE people.session_origin ADD COLUMN marks text[] NOT NULL DEFAULT '{}';
CREATE INDEX session_origin_marks ON people.session_origin USING gin (marks);
