-- At commit, the counter's last number is a receipt's.
CREATE OR REPLACE FUNCTION receipts.number_has_receipt() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.last > 0 AND NOT EXISTS (SELECT 1 FROM receipts.receipt r WHERE (r.year, r.n) = (NEW.year, NEW.last)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.numbers_follow';
  END IF;
  RETURN NULL;
END $$;
