-- No unit is approved before the bank has answered its request.
CREATE OR REPLACE FUNCTION allocation.unit_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM allocation.request r WHERE r.id = NEW.request_id AND r.decided_at IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.request_not_now';
  END IF;
  RETURN NULL;
END $$;
