-- As the owner: the application cannot write result_use itself, so no result ever stands twice, not even in a race.
CREATE OR REPLACE FUNCTION refurbishment.result_serves_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO refurbishment.result_use (fingerprint, evidence_id)
  SELECT fingerprint, NEW.id FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
  RETURN NULL;
END $$;
