-- A device is put into a crate of its holder's that is not on the road.
CREATE OR REPLACE FUNCTION logistics.crate_is_the_holders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM devices.container c WHERE c.id = NEW.container_id AND c.organisation_id = NEW.holder_org_id AND c.transfer_id IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.container_elsewhere', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  RETURN NULL;
END $$;
