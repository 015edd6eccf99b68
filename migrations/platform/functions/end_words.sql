-- Ends every word whose day has come (`platform.endings`). @returns how many.
CREATE OR REPLACE FUNCTION platform.end_words() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  e record;
  before timestamptz;
  files text;
  n bigint;
  ended bigint := 0;
BEGIN
  PERFORM set_config('bn.words_end', 'yes', true);
  FOR e IN SELECT * FROM platform.endings() LOOP
    before := platform.now() - people.kept_for(e.period);
    CONTINUE WHEN before IS NULL;
    files := coalesce((SELECT string_agg(format('r.%I', f), ', ') FROM unnest(e.files) f), '');
    EXECUTE CASE e.word
      WHEN '*' THEN format('WITH gone AS (DELETE FROM %s r WHERE (%s) < $1 RETURNING ARRAY[%s]::uuid[] AS files)', e.thing, e.since, files)
      ELSE format('WITH due AS (SELECT r.ctid AS at, ARRAY[%4$s]::uuid[] AS files FROM %1$s r WHERE (%5$s) < $1 AND r.%2$I IS DISTINCT FROM %3$s FOR UPDATE),
        gone AS (UPDATE %1$s r SET %2$I = %3$s FROM due WHERE r.ctid = due.at RETURNING due.files)', e.thing, e.word, e.instead, files, e.since)
      END || $q$, dropped AS (DELETE FROM documents.blob b USING gone, unnest(gone.files) f WHERE b.id = f) SELECT count(*) FROM gone $q$
      INTO n USING before;
    ended := ended + n;
  END LOOP;
  PERFORM set_config('bn.words_end', '', true);
  RETURN ended;
END $$;
