-- A test sheet is signed by whoever may, and remembers the device's kind.
CREATE OR REPLACE FUNCTION refurbishment.sheet_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  NEW.signed_at := platform.clock_timestamp();
  NEW.order_no := nextval('devices.device_event_id_seq');
  SELECT category INTO NEW.category FROM devices.device WHERE id = NEW.device_id;
  RETURN NEW;
END $$;
