-- Only codes that were printed first are asked: those drawn with their device belong to nobody's roll.
CREATE OR REPLACE FUNCTION devices.code_is_claimed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.voided_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_voided', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM people.organisation o WHERE o.id = NEW.organisation_id AND (o.kind = 'bank'
      OR o.id = (SELECT d.holder_org_id FROM devices.device d WHERE d.id = NEW.device_id))
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_elsewhere', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  RETURN NEW;
END $$;
