-- For which donor another one was entered twice, when it was merged.
CREATE OR REPLACE FUNCTION intake.merged_into(subject uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'donor', x.merged_into::text FROM intake.donor x WHERE x.id = subject AND x.merged_into IS NOT NULL
$$;
