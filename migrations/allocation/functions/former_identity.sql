-- An identity changes only with a history row of this very transaction, beside which the bytes of before stay as they were sealed: Postgres
-- moves them and cannot read them.
CREATE OR REPLACE FUNCTION allocation.former_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  event bigint;
BEGIN
  SELECT max(e.id) INTO event FROM allocation.beneficiary_event e WHERE e.beneficiary_id = OLD.beneficiary_id AND e.txid = pg_current_xact_id();
  IF event IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.no_change_without_history';
  END IF;
  INSERT INTO allocation.former_identity (event_id, beneficiary_id, key_id, sealed) VALUES (event, OLD.beneficiary_id, OLD.key_id, OLD.sealed);
  RETURN NULL;
END $$;
