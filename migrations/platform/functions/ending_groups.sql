-- What ends at once in a table (`platform.endings`): words of the same period that count since the same day; rows that go whole stand apart.
-- `due` is the condition on the row `r`, `becomes` what it is set to (null: it goes), `files` the stored files that go with it.
CREATE OR REPLACE FUNCTION platform.ending_groups(of_thing text) RETURNS TABLE (period text, since text, due text, becomes text, files text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT e.period, e.since,
    format('(%s) < $1', e.since) || coalesce(' AND (' || string_agg(format('r.%I IS DISTINCT FROM %s', e.word, e.instead), ' OR ') FILTER (WHERE e.word <> '*') || ')', ''),
    string_agg(format('%I = %s', e.word, e.instead), ', ') FILTER (WHERE e.word <> '*'),
    format('ARRAY[%s]::uuid[]', string_agg((SELECT string_agg(format('r.%I', f), ', ') FROM unnest(e.files) f), ', '))
  FROM platform.endings() e WHERE e.thing = of_thing GROUP BY e.period, e.since, e.word = '*' ORDER BY 1, 2
$$;
