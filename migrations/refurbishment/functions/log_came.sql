-- A log's bytes are kept unsealed and hash to what its row says.
CREATE OR REPLACE FUNCTION refurbishment.log_came() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  -- The end of the statement, not the transaction's begin: a transaction held open proves no earlier time.
  NEW.received_at := platform.clock_timestamp();
  IF NOT EXISTS (SELECT 1 FROM documents.blob b WHERE b.id = NEW.blob_id AND b.sha256 = NEW.sha256 AND b.key_id IS NULL)
    OR NEW.sha256 IS DISTINCT FROM (SELECT encode(sha256(string_agg(c.bytes, '' ORDER BY c.n)), 'hex') FROM documents.blob_chunk c WHERE c.blob_id = NEW.blob_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_not_kept';
  END IF;
  NEW.dock_id := (SELECT k.id FROM refurbishment.dock k
    WHERE k.organisation_id = NEW.organisation_id AND k.serial_key = NEW.machine_key AND k.ended_at IS NULL);
  RETURN NEW;
END $$;
