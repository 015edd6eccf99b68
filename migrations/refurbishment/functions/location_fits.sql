-- Where a medium is, is signed by whoever may of the device that they have, of a number that both devices name.
CREATE OR REPLACE FUNCTION refurbishment.location_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  IF (SELECT count(DISTINCT m.device_id) FROM devices.medium m WHERE m.serial_key = NEW.serial_key AND m.device_id IN (NEW.device_id, NEW.other_device_id)) < 2 THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_elsewhere';
  END IF;
  NEW.signed_at := platform.clock_timestamp();
  NEW.order_no := nextval('devices.device_event_id_seq');
  RETURN NEW;
END $$;
