-- A device in stock has its proofs, whatever is told of it later: what reopens a question takes it out of the stock. As the owner and at the
-- end of the transaction, so that no program can forget it; the device is locked, so that nobody puts it in stock meanwhile.
CREATE OR REPLACE FUNCTION refurbishment.stock_is_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asked uuid;
BEGIN
  IF TG_TABLE_NAME = 'evidence' OR TG_TABLE_NAME = 'medium_location' THEN
    -- The number may be in several devices.
    FOR asked IN
      SELECT DISTINCT o.device_id FROM devices.medium o WHERE o.serial_key = CASE WHEN TG_TABLE_NAME = 'evidence'
        THEN (SELECT m.serial_key FROM devices.medium m WHERE m.id = (to_jsonb(NEW) ->> 'medium_id')::uuid) ELSE to_jsonb(NEW) ->> 'serial_key' END
      ORDER BY o.device_id
    LOOP
      PERFORM refurbishment.leave_stock(asked);
    END LOOP;
  ELSE
    PERFORM refurbishment.leave_stock(NEW.device_id);
  END IF;
  RETURN NULL;
END $$;
