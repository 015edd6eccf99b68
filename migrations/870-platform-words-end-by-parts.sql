-- Words end part by part, table by table: `platform.end_words(text, integer)` takes its place.
DROP FUNCTION IF EXISTS platform.end_words();
-- How much of what a proof is about was left over at the last try; null where that is not counted.
ALTER TABLE platform.proof ADD COLUMN remaining bigint CHECK (remaining >= 0);
