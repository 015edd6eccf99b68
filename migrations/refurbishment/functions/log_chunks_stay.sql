-- The bytes of a log are evidence: they are neither removed nor added to.
CREATE OR REPLACE FUNCTION refurbishment.log_chunks_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM refurbishment.erasure_log WHERE blob_id = CASE TG_OP WHEN 'DELETE' THEN OLD.blob_id ELSE NEW.blob_id END)
    OR EXISTS (SELECT 1 FROM refurbishment.erasure_log WHERE shown_blob_id = CASE TG_OP WHEN 'DELETE' THEN OLD.blob_id ELSE NEW.blob_id END) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_stays';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
