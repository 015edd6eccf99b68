-- What certificates of erasure of some devices, and of the media taken out of them, are about.
CREATE OR REPLACE FUNCTION refurbishment.erasure_causes(device_ids uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'work_order', w.id::text FROM refurbishment.work_order w WHERE w.device_id = ANY (device_ids)
  UNION ALL SELECT 'removed_medium', x.id::text FROM refurbishment.removed_medium x WHERE x.device_id = ANY (device_ids)
$$;
