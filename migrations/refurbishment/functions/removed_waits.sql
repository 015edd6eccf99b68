-- The results that erased a medium which waits out of its device, by a log of whoever has it or of the bank, and that leave something to
-- confirm: it is erased once that is answered, as a device's proof is (log_questions).
CREATE OR REPLACE FUNCTION refurbishment.removed_waits(removed uuid) RETURNS TABLE (result_id uuid, log_id uuid, questions refurbishment.log_question[])
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT r.id, r.log_id, q.open FROM refurbishment.removed_medium x
  JOIN devices.medium m ON m.id = x.medium_id
  JOIN refurbishment.drive_result r ON r.serial_key = m.serial_key AND r.status = 'passed' AND refurbishment.erased_whole(r.size_bytes, devices.told_size(m, 0))
  JOIN refurbishment.erasure_log l ON l.id = r.log_id AND l.origin = 'seen' AND l.received_at >= x.removed_at
  JOIN people.organisation o ON o.id = l.organisation_id AND (o.id = x.holder_org_id OR o.kind = 'bank')
  CROSS JOIN LATERAL (SELECT array(SELECT refurbishment.log_questions(x.device_id, r) ORDER BY 1) AS open) q
  WHERE x.id = removed AND x.state = 'kept' AND q.open <> '{}'
    -- One that proves this very medium in its device serves it still.
    AND NOT EXISTS (SELECT 1 FROM refurbishment.result_use u LEFT JOIN refurbishment.evidence e ON e.id = u.evidence_id
      WHERE u.fingerprint = r.fingerprint AND e.medium_id IS DISTINCT FROM x.medium_id)
  ORDER BY l.received_at DESC, r.id LIMIT 1 $$;
