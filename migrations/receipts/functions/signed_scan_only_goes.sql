-- The scan of a paper that came back signed goes at its date; nothing else of the row changes.
CREATE OR REPLACE FUNCTION receipts.signed_scan_only_goes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.blob_id IS NULL AND (to_jsonb(NEW) - 'blob_id') = (to_jsonb(OLD) - 'blob_id') THEN RETURN NEW; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.signed_back_stays';
END $$;
