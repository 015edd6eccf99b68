-- As the owner, like refurbishment.result_serves_once. Where the result already proves this very medium in its device, it serves it still.
CREATE OR REPLACE FUNCTION refurbishment.removed_result_serves_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO refurbishment.result_use (fingerprint, removed_event_id)
  SELECT r.fingerprint, NEW.id FROM refurbishment.drive_result r WHERE r.id = NEW.drive_result_id
    AND NOT EXISTS (SELECT 1 FROM refurbishment.result_use u JOIN refurbishment.evidence e ON e.id = u.evidence_id
      JOIN refurbishment.removed_medium x ON x.medium_id = e.medium_id
      WHERE u.fingerprint = r.fingerprint AND x.id = NEW.removed_medium_id);
  RETURN NULL;
END $$;
