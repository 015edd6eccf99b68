-- Whether a change of a row is nothing but the end of its words (`platform.endings`): each at its day, by what stands in its place; without a
-- new row, whether the whole row ends.
CREATE OR REPLACE FUNCTION platform.word_ends(thing regclass, old_row jsonb, new_row jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
  changed text;
  e record;
  ends boolean := false;
BEGIN
  FOR changed IN SELECT n.key FROM jsonb_each(new_row) n JOIN pg_attribute a ON a.attrelid = thing AND a.attname = n.key AND a.attgenerated = ''
    WHERE n.value IS DISTINCT FROM old_row -> n.key UNION ALL SELECT '*' WHERE new_row IS NULL LOOP
    SELECT * INTO e FROM platform.endings() x WHERE x.thing::regclass = word_ends.thing AND x.word = changed;
    IF NOT FOUND THEN RETURN false; END IF;
    EXECUTE format('SELECT ($2 IS NULL OR coalesce(to_jsonb(%s), ''null'') = $2) AND (%s) < platform.now() - people.kept_for(%L) FROM jsonb_populate_record(NULL::%s, $1) r',
      coalesce(e.instead, 'NULL::text'), e.since, e.period, e.thing) INTO ends USING old_row, new_row -> changed;
    IF ends IS NOT TRUE THEN RETURN false; END IF;
  END LOOP;
  RETURN ends;
END $$;
