-- To whom a device was handed over changes only with the history row of the device that says so, written in this very transaction.
CREATE OR REPLACE FUNCTION allocation.handover_person_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = NEW.device_id AND e.verb = 'correct_holder'
    AND e.holder_to = 'ref:' || NEW.beneficiary_id AND e.txid = pg_current_xact_id()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.handover_stays';
  END IF;
  RETURN NEW;
END $$;
