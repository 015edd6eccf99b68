-- No swap takes what is promised. The reservation is locked by its change, and its unit here: whoever promises the device at the same moment
-- (`kept_for_appointment`, `request_unit`) is before it, and read, or after it.
CREATE OR REPLACE FUNCTION allocation.promised_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE because text;
BEGIN
  PERFORM 1 FROM allocation.request_unit WHERE id = NEW.unit_id FOR SHARE;
  because := allocation.promised(NEW.device_id);
  IF because IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.replacement_promised',
      DETAIL = json_build_object('code', (SELECT d.code FROM devices.device d WHERE d.id = NEW.device_id), 'because', because)::text;
  END IF;
  RETURN NEW;
END $$;
