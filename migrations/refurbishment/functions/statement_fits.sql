-- A statement of media is signed by whoever may, by the server's clock.
CREATE OR REPLACE FUNCTION refurbishment.statement_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  NEW.signed_at := platform.clock_timestamp();
  NEW.order_no := nextval('devices.device_event_id_seq');
  RETURN NEW;
END $$;
