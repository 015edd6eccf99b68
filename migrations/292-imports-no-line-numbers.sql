-- A line's number is a secret of a list of SIM cards like its codes: it leaves what was kept of rows to look at. As text: what a row holds
-- may be no JSON that Postgres takes.
UPDATE imports.row r SET
  cells = regexp_replace(r.cells, '"msisdn":"(?:[^"\\]|\\.)*",?', ''),
  meaning = regexp_replace(r.meaning, '^(\["[^"]*","[^"]*",)(?:"[^"]*"|null)', '\1null'),
  problems = (SELECT coalesce(jsonb_agg(CASE WHEN p ->> 'field' = 'msisdn' THEN p || '{"facts": {}}' ELSE p END ORDER BY n), '[]')
              FROM jsonb_array_elements(r.problems) WITH ORDINALITY AS x(p, n))
FROM imports.file f WHERE f.id = r.file_id AND f.kind = 'sims';
-- What may be left of a comma at the end.
UPDATE imports.row r SET cells = regexp_replace(r.cells, ',}$', '}')
FROM imports.file f WHERE f.id = r.file_id AND f.kind = 'sims' AND r.cells LIKE '%,}';
