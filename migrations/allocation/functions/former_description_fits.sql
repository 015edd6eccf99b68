-- What figures counted of a person before is said by the change that overwrites it.
CREATE OR REPLACE FUNCTION allocation.former_description_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM allocation.beneficiary_event e
    WHERE e.id = NEW.event_id AND e.beneficiary_id = NEW.beneficiary_id AND e.txid = pg_current_xact_id()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
