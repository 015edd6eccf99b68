-- An inventory's place in the order, and its hour, are those of its coming, with its device locked: a transaction held open is no earlier.
CREATE OR REPLACE FUNCTION devices.snapshot_came() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM devices.device d WHERE d.id = NEW.device_id FOR UPDATE;
  NEW.order_no := nextval('devices.device_event_id_seq');
  NEW.received_at := platform.clock_timestamp();
  RETURN NEW;
END $$;
