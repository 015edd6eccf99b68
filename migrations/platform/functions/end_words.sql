-- Ends words of one table whose day has come (`platform.endings`), of so many rows at most, in some of its pages (8 kB each) or in all; whoever
-- calls goes on, each time in a transaction of its own, until fewer are ended, and then with the pages behind: what was read is not read again
-- for every part. A row that somebody works on waits for the next time. @returns of how many rows.
CREATE OR REPLACE FUNCTION platform.end_words(thing text, most integer, page bigint DEFAULT 0, pages bigint DEFAULT NULL) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  g record;
  before timestamptz;
  n integer;
  ended integer := 0;
  first tid := format('(%s,0)', page)::tid;
  -- Behind the last page that Postgres can number where all are meant.
  behind tid := format('(%s,0)', least(page + coalesce(pages, 4294967295), 4294967295))::tid;
BEGIN
  PERFORM set_config('bn.words_end', 'yes', true);
  FOR g IN SELECT * FROM platform.ending_groups(thing) LOOP
    before := platform.now() - people.kept_for(g.period);
    CONTINUE WHEN before IS NULL;
    EXIT WHEN ended >= most;
    EXECUTE format('WITH due AS MATERIALIZED (SELECT r.ctid AS at, %s AS files FROM %s r WHERE r.ctid >= $3 AND r.ctid < $4 AND %s LIMIT $2 FOR UPDATE OF r SKIP LOCKED), gone AS (', g.files, thing, g.due)
      || CASE WHEN g.becomes IS NULL THEN format('DELETE FROM %s r USING due WHERE r.ctid = due.at', thing) ELSE format('UPDATE %s r SET %s FROM due WHERE r.ctid = due.at', thing, g.becomes) END
      || $q$ RETURNING due.files), dropped AS (DELETE FROM documents.blob b USING gone, unnest(gone.files) f WHERE b.id = f) SELECT count(*) FROM gone $q$
      INTO n USING before, most - ended, first, behind;
    ended := ended + n;
  END LOOP;
  PERFORM set_config('bn.words_end', '', true);
  RETURN ended;
END $$;
