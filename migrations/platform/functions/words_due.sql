-- How often a table's words wait for their end (`platform.ending_groups`): rows, counted once for each of the ends that they wait for.
CREATE OR REPLACE FUNCTION platform.words_due(thing text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  g record;
  before timestamptz;
  n bigint;
  due bigint := 0;
BEGIN
  FOR g IN SELECT * FROM platform.ending_groups(thing) LOOP
    before := platform.period_began(g.period);
    CONTINUE WHEN before IS NULL;
    EXECUTE format('SELECT count(*) FROM %s r WHERE %s', thing, g.due) INTO n USING before;
    due := due + n;
  END LOOP;
  RETURN due;
END $$;
