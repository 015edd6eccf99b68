-- Whether a change of a row is nothing but the end of its words (`platform.endings`): each at its day, by what stands in its place; without a
-- new row, whether the whole row ends. Asked for each row that ends: one question for all of its words, one for each period.
CREATE OR REPLACE FUNCTION platform.word_ends(thing regclass, old_row jsonb, new_row jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
  changed text;
  e record;
  period text;
  before timestamptz;
  asked text := '';
  ends boolean := false;
BEGIN
  FOR changed IN SELECT n.key FROM jsonb_each(new_row) n JOIN pg_attribute a ON a.attrelid = thing AND a.attname = n.key AND a.attgenerated = ''
    WHERE n.value IS DISTINCT FROM old_row -> n.key UNION ALL SELECT '*' WHERE new_row IS NULL LOOP
    SELECT x.instead, x.since, x.period INTO e FROM platform.endings() x WHERE x.thing = word_ends.thing::text AND x.word = changed;
    IF e.period IS DISTINCT FROM period THEN
      period := e.period;
      before := platform.period_began(period);
    END IF;
    IF before IS NULL THEN RETURN false; END IF;
    asked := asked || format(' AND (%s) < %L', e.since, before)
      || CASE WHEN new_row IS NOT NULL THEN format(' AND coalesce(to_jsonb(%s), ''null'') = $2 -> %L', e.instead, changed) ELSE '' END;
  END LOOP;
  IF asked = '' THEN RETURN false; END IF;
  EXECUTE format('SELECT true%s FROM jsonb_populate_record(NULL::%s, $1) r', asked, thing) INTO ends USING old_row, new_row;
  RETURN coalesce(ends, false);
END $$;
