-- The drives that a device's own logs did not see erased, that nothing lists in it and that nobody answered for. One that a log which came
-- later saw erased whole holds nothing: a certificate names it.
CREATE OR REPLACE FUNCTION refurbishment.drives_unanswered(device uuid) RETURNS SETOF refurbishment.drive_result LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT r.* FROM refurbishment.unlisted_drives(device) r JOIN refurbishment.erasure_log l ON l.id = r.log_id
  WHERE r.status <> 'passed'
    AND NOT EXISTS (SELECT 1 FROM refurbishment.drive_answer a WHERE a.device_id = device AND a.drive_key = refurbishment.drive_key(r))
    AND NOT EXISTS (
      SELECT 1 FROM refurbishment.drive_result p JOIN refurbishment.erasure_log pl ON pl.id = p.log_id
      WHERE p.serial_key = r.serial_key AND p.status = 'passed' AND pl.origin = 'seen' AND pl.received_at > l.received_at
        AND refurbishment.erased_whole(p.size_bytes, r.size_bytes)) $$;
