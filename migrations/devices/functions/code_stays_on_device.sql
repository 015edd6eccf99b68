-- A code stays on the device it was stuck on: taken off, it could be voided with its roll or stuck on another one, and old papers and
-- labels would lead there.
CREATE OR REPLACE FUNCTION devices.code_stays_on_device() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_taken',
    DETAIL = json_build_object('code', OLD.code, 'visible', false)::text;
END $$;
