-- A device that somebody puts in a lot is no mistake of a list: it leaves the lot first.
CREATE OR REPLACE FUNCTION logistics.withdrawn_is_in_no_lot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lot text;
BEGIN
  SELECT t.number INTO lot FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
  WHERE l.device_id = NEW.id AND t.state = 'preparing' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.withdrawn_in_lot',
      DETAIL = json_build_object('code', NEW.code, 'lot', lot)::text;
  END IF;
  RETURN NULL;
END $$;
