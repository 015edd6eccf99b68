-- A crate's code and a device's code come from one alphabet and never meet.
CREATE OR REPLACE FUNCTION logistics.crate_code_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM devices.asset_code WHERE code = NEW.code) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.code_taken';
  END IF;
  RETURN NEW;
END $$;
