-- The bytes of a file are sealed before its row comes, under the hash of what was sent.
CREATE OR REPLACE FUNCTION refurbishment.log_came() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  -- The end of the statement, not the transaction's begin: a transaction held open proves no earlier time.
  NEW.received_at := platform.clock_timestamp();
  IF NOT EXISTS (SELECT 1 FROM documents.blob b WHERE b.id = NEW.blob_id AND b.sha256 = NEW.sha256 AND b.key_id IS NOT NULL)
    OR num_nonnulls(NEW.kind, NEW.outcome, NEW.read_at, NEW.tool, NEW.shown_blob_id) > 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_not_kept';
  END IF;
  RETURN NEW;
END $$;
