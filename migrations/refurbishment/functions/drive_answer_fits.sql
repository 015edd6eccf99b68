-- A drive is answered for by whoever may sign for the device, of a log of its own machine; one that belongs here is listed among its media.
CREATE OR REPLACE FUNCTION refurbishment.drive_answer_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE r refurbishment.drive_result;
BEGIN
  PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  NEW.signed_at := platform.clock_timestamp();
  SELECT * INTO r FROM refurbishment.drive_result x WHERE x.id = NEW.drive_result_id;
  IF NEW.drive_key IS DISTINCT FROM refurbishment.drive_key(r) OR NOT EXISTS (SELECT 1 FROM refurbishment.own_logs(NEW.device_id) l WHERE l.id = r.log_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.drive_elsewhere';
  END IF;
  IF NEW.medium_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM devices.medium m WHERE m.id = NEW.medium_id AND m.device_id = NEW.device_id
      AND m.serial_key IS NOT DISTINCT FROM r.serial_key) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_elsewhere';
  END IF;
  RETURN NEW;
END $$;
