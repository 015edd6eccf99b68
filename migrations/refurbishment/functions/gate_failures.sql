-- Why a device may not be in stock: no_media_knowledge, medium_unproven:<id>, drive_unanswered:<result>, no_passed_test, no_grade, locked:<kind>. None: it may.
CREATE OR REPLACE FUNCTION refurbishment.gate_failures(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH d AS (
    SELECT d.id, d.category, d.data_epoch, s.event_id FROM devices.device d
    LEFT JOIN refurbishment.epoch_start s ON s.device_id = d.id AND s.data_epoch = d.data_epoch WHERE d.id = device
  )
  -- An inventory counts with a medium to prove: without one it has seen nothing, which is not that there is nothing.
  SELECT 'no_media_knowledge' FROM d WHERE NOT (EXISTS (
      SELECT 1 FROM devices.snapshot s JOIN devices.device_event e ON e.id = s.event_id AND e.device_id = s.device_id
      WHERE s.device_id = d.id AND s.has_storage_section AND e.verb = 'take_inventory' AND e.id > d.event_id)
      AND EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = d.id))
    AND NOT EXISTS (
      SELECT 1 FROM refurbishment.media_statement m WHERE m.device_id = d.id AND m.data_epoch = d.data_epoch
        AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id))
  UNION ALL
  SELECT 'medium_unproven:' || m.id FROM d JOIN devices.medium m ON m.device_id = d.id WHERE NOT refurbishment.proven(m, d.data_epoch)
    AND NOT refurbishment.told_by_another(m, d.data_epoch)
  UNION ALL
  SELECT 'drive_unanswered:' || r.id FROM refurbishment.drives_unanswered(device) r
  UNION ALL
  SELECT 'no_passed_test' FROM d WHERE coalesce((
      -- A sheet filled in for another kind of device asked other questions.
      SELECT CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch
        AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.test_sheet_id = t.id)
      ORDER BY t.seq DESC LIMIT 1), 'none') <> 'passed'
  UNION ALL
  SELECT 'no_grade' FROM d WHERE NOT EXISTS (
      SELECT 1 FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch
        AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.grading_id = g.id))
  UNION ALL
  SELECT 'locked:' || k FROM refurbishment.locks_of(device) k $$;
