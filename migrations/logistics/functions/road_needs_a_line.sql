-- A device is on the road only of a transfer whose list it is on.
CREATE OR REPLACE FUNCTION logistics.road_needs_a_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.transfer_id AND device_id = NEW.id AND open) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_on_the_list', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  RETURN NULL;
END $$;
