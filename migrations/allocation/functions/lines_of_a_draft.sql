-- What is asked for is settled when the request leaves the structure's hands.
CREATE OR REPLACE FUNCTION allocation.lines_of_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.request_id ELSE NEW.request_id END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM allocation.request WHERE id = owner AND state = 'draft') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.request_settled';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
