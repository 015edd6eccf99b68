-- A result speaks of a serial only if its log does, and one that may prove something tells when its run began: of that the gate may have a question.
CREATE OR REPLACE FUNCTION refurbishment.result_is_in_the_log() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF (NEW.serial IS NULL) AND (NEW.serial_key IS NOT NULL)
    OR NEW.serial_key IS NOT NULL AND (length(NEW.serial_key) < 3 OR position(NEW.serial_key IN upper(regexp_replace(NEW.serial, '\s', '', 'g'))) = 0)
    OR NEW.began_at_log IS NULL AND NEW.status = 'passed' AND EXISTS (SELECT 1 FROM refurbishment.erasure_log l WHERE l.id = NEW.log_id AND l.origin = 'seen')
    -- A result is of a log that is read to verdicts, and is read from the copy that is shown.
    OR NOT EXISTS (SELECT 1 FROM refurbishment.erasure_log l WHERE l.id = NEW.log_id AND l.outcome = 'read')
    OR NEW.serial IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM refurbishment.erasure_log l JOIN documents.blob_chunk c ON c.blob_id = coalesce(l.shown_blob_id, l.blob_id)
      WHERE l.id = NEW.log_id AND position(convert_to(NEW.serial, 'UTF8') IN c.bytes) > 0) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_in_log';
  END IF;
  RETURN NEW;
END $$;
