-- The logs that prove media of a device now, each with a question that nobody answered. Of a medium that is out of it nothing is asked here:
-- it is asked where that one is (removed_waits).
CREATE OR REPLACE FUNCTION refurbishment.unconfirmed_logs(device uuid) RETURNS TABLE (log_id uuid, question refurbishment.log_question)
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT DISTINCT r.log_id, q FROM devices.device d
  JOIN refurbishment.evidence e ON e.device_id = d.id AND e.data_epoch = d.data_epoch AND e.kind = 'log'
    AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
  JOIN devices.medium m ON m.id = e.medium_id AND NOT refurbishment.gone(m)
  JOIN refurbishment.drive_result r ON r.id = e.drive_result_id
  CROSS JOIN LATERAL refurbishment.log_questions(d.id, r) q
  WHERE d.id = device $$;
