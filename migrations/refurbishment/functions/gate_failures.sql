-- Why a device may not be in stock: what is asked of its media (media_question), of each of them (medium_failure:<id>), drive_unanswered:<result>, log_unconfirmed:<log>,
-- no_passed_test, no_grade, locked:<kind>. None: it may. The bench settles them in the order of failure_steps.
CREATE OR REPLACE FUNCTION refurbishment.gate_failures(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH d AS (SELECT d.id, d.category, d.data_epoch FROM devices.device d WHERE d.id = device)
  SELECT q FROM d CROSS JOIN LATERAL refurbishment.media_question(d.id, d.data_epoch) q WHERE q IS NOT NULL
  UNION ALL
  SELECT f || ':' || m.id FROM d JOIN devices.medium m ON m.device_id = d.id CROSS JOIN LATERAL refurbishment.medium_failure(m, d.data_epoch) f
  WHERE f IS NOT NULL AND NOT refurbishment.told_by_another(m, d.data_epoch)
  UNION ALL
  SELECT 'drive_unanswered:' || r.id FROM refurbishment.drives_unanswered(device) r
  UNION ALL
  SELECT DISTINCT 'log_unconfirmed:' || u.log_id FROM refurbishment.unconfirmed_logs(device) u
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
