-- While a bench PC erases a device, nothing else happens to it: somebody gives the run up first. What the PC itself brings is let in, and so is the
-- paper of a donation, which touches no device.
CREATE OR REPLACE FUNCTION refurbishment.run_holds_device() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE r refurbishment.bench_run;
BEGIN
  SELECT * INTO r FROM refurbishment.bench_run x WHERE x.device_id = NEW.device_id AND x.ended_at IS NULL;
  IF r.id IS NOT NULL AND NEW.verb <> 'correct_origin'
    AND NOT (NEW.verb IN ('take_inventory', 'record_erasure') AND NEW.membership_id IS NOT DISTINCT FROM r.membership_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.being_erased',
      DETAIL = json_build_object('code', (SELECT d.code FROM devices.device d WHERE d.id = NEW.device_id))::text;
  END IF;
  RETURN NEW;
END $$;
