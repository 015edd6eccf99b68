-- For which beneficiary another one was entered twice, when it was merged.
CREATE OR REPLACE FUNCTION allocation.merged_into(subject uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'beneficiary', x.merged_into::text FROM allocation.beneficiary x WHERE x.id = subject AND x.merged_into IS NOT NULL
$$;
