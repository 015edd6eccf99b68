-- A sentence speaks of devices that its signer's organisation holds (the bank: any), as they were read when it was signed; of one that
-- is out already only where that was left to be said.
CREATE OR REPLACE FUNCTION refurbishment.data_end_device_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE d devices.device; s refurbishment.data_end; ours boolean;
BEGIN
  SELECT * INTO d FROM devices.device x WHERE x.id = NEW.device_id FOR UPDATE;
  SELECT * INTO s FROM refurbishment.data_end x WHERE x.id = NEW.data_end_id;
  SELECT o.kind = 'bank' OR o.id = d.holder_org_id INTO ours FROM people.organisation o WHERE o.id = s.organisation_id;
  IF s.txid IS DISTINCT FROM pg_current_xact_id() OR d.data_epoch IS DISTINCT FROM NEW.data_epoch THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.wrong_epoch', DETAIL = json_build_object('code', d.code)::text;
  END IF;
  IF ours IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown', DETAIL = json_build_object('code', d.code)::text;
  END IF;
  IF d.state = ANY (devices.out_states()) AND NOT EXISTS (
    SELECT 1 FROM refurbishment.open_end x WHERE x.device_id = d.id AND x.data_epoch = d.data_epoch
      AND NOT EXISTS (SELECT 1 FROM refurbishment.data_end_device y WHERE y.device_id = d.id AND y.data_epoch = d.data_epoch)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.nothing_left_to_say', DETAIL = json_build_object('code', d.code)::text;
  END IF;
  RETURN NEW;
END $$;
