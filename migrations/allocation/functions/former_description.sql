-- What figures count of a person changes only with a history row of this very transaction, and with what it overwrites.
CREATE OR REPLACE FUNCTION allocation.former_description() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM allocation.former_description f WHERE f.event_id = (SELECT max(e.id) FROM allocation.beneficiary_event e
    WHERE e.beneficiary_id = NEW.id AND e.txid = pg_current_xact_id())) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
