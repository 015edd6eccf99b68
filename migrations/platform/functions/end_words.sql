-- Ends words of one table whose day has come (`platform.endings`), of so many rows at most; whoever calls goes on, each time in a
-- transaction of its own, until fewer are ended. A row that somebody works on waits for the next time. @returns of how many rows.
CREATE OR REPLACE FUNCTION platform.end_words(thing text, most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  g record;
  before timestamptz;
  n integer;
  ended integer := 0;
BEGIN
  PERFORM set_config('bn.words_end', 'yes', true);
  FOR g IN SELECT * FROM platform.ending_groups(thing) LOOP
    before := platform.period_began(g.period);
    CONTINUE WHEN before IS NULL;
    EXIT WHEN ended >= most;
    EXECUTE format('WITH due AS MATERIALIZED (SELECT r.ctid AS at, %s AS files FROM %s r WHERE %s LIMIT $2 FOR UPDATE OF r SKIP LOCKED), gone AS (', g.files, thing, g.due)
      || CASE WHEN g.becomes IS NULL THEN format('DELETE FROM %s r USING due WHERE r.ctid = due.at', thing) ELSE format('UPDATE %s r SET %s FROM due WHERE r.ctid = due.at', thing, g.becomes) END
      || $q$ RETURNING due.files), dropped AS (DELETE FROM documents.blob b USING gone, unnest(gone.files) f WHERE b.id = f) SELECT count(*) FROM gone $q$
      INTO n USING before, most - ended;
    ended := ended + n;
  END LOOP;
  PERFORM set_config('bn.words_end', '', true);
  RETURN ended;
END $$;
