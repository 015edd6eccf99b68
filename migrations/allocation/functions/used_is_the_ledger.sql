-- Nobody, the owner included, writes another sum than the ledger's.
CREATE OR REPLACE FUNCTION allocation.used_is_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.used <> (SELECT coalesce(sum(delta), 0) FROM allocation.quota_ledger WHERE quota_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.used_is_the_ledger';
  END IF;
  RETURN NEW;
END $$;
