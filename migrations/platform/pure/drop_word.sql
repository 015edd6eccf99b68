-- For a migration that takes a word out of a list (libs/platform/database/migrating/word-lists.ts). Fails while a row still has it.
CREATE OR REPLACE PROCEDURE platform.drop_word(list regtype, word text) LANGUAGE plpgsql AS $$
DECLARE kept text;
BEGIN
  SELECT string_agg(quote_literal(w[1]), ', ') INTO kept
  FROM pg_constraint c CROSS JOIN LATERAL regexp_matches(pg_get_constraintdef(c.oid), '''(\w+)''', 'g') w
  WHERE c.contypid = list AND c.conname = 'words' AND w[1] <> word;
  EXECUTE format('ALTER DOMAIN %s DROP CONSTRAINT words', list);
  EXECUTE format('ALTER DOMAIN %s ADD CONSTRAINT words CHECK (VALUE IN (%s))', list, kept);
END $$;
