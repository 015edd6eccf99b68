-- As the owner: the application cannot write result_use itself, so no result ever stands twice, not even in a race. A person may sign again for
-- the medium that a result serves already, when something asked about that proof since.
CREATE OR REPLACE FUNCTION refurbishment.result_serves_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO refurbishment.result_use AS u (fingerprint, evidence_id)
  SELECT fingerprint, NEW.id FROM refurbishment.drive_result WHERE id = NEW.drive_result_id
  ON CONFLICT (fingerprint) DO UPDATE SET evidence_id = EXCLUDED.evidence_id
  WHERE NEW.decided AND EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.id = u.evidence_id AND e.medium_id = NEW.medium_id);
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation', CONSTRAINT = 'result_use_pkey', MESSAGE = 'one result, one medium';
  END IF;
  RETURN NULL;
END $$;
