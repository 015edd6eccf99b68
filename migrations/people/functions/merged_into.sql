-- For which structure another one was entered twice, when it was merged.
CREATE OR REPLACE FUNCTION people.merged_into(subject uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'structure', x.merged_into::text FROM people.organisation x WHERE x.id = subject AND x.merged_into IS NOT NULL
$$;
