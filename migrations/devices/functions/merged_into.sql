-- For which device another one was entered twice, when it was merged.
CREATE OR REPLACE FUNCTION devices.merged_into(subject uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'device', x.merged_into::text FROM devices.device x WHERE x.id = subject AND x.merged_into IS NOT NULL
$$;
