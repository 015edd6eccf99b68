-- As devices.why_kept, of many devices by one question to the rooms above.
CREATE OR REPLACE FUNCTION devices.whys_kept(ids uuid[]) RETURNS TABLE (device uuid, why text) LANGUAGE sql STABLE AS $$
  SELECT x.id, CASE
    WHEN EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = x.id AND e.verb <> ALL (devices.untouching_verbs()))
      THEN 'devices.moved_on'
    ELSE s.what END
  FROM unnest(ids) AS x(id)
  LEFT JOIN (SELECT a.label::uuid AS id, min(a.what) AS what FROM platform.answers('device_stays', ids) a GROUP BY 1) s ON s.id = x.id
$$;
