-- A line's number is a secret of a list of SIM cards like its codes: it leaves what was kept of rows to look at.
UPDATE imports.row r SET
  cells = (r.cells::jsonb - 'msisdn')::text,
  meaning = jsonb_set(r.meaning::jsonb, '{2}', 'null')::text,
  problems = (SELECT coalesce(jsonb_agg(CASE WHEN p ->> 'field' = 'msisdn' THEN p || '{"facts": {}}' ELSE p END ORDER BY n), '[]')
              FROM jsonb_array_elements(r.problems) WITH ORDINALITY AS x(p, n))
FROM imports.file f WHERE f.id = r.file_id AND f.kind = 'sims';
