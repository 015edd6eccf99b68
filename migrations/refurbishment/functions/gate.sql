-- The gate: nothing is in stock, reserved, delivered or handed over without proof, whatever SQL the application runs.
CREATE OR REPLACE FUNCTION refurbishment.gate() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE failures text[];
BEGIN
  SELECT array_agg(f) INTO failures FROM refurbishment.gate_failures(NEW.id) f;
  IF failures IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.gate_closed',
      DETAIL = json_build_object('code', NEW.code, 'failures', failures, 'to', NEW.state)::text;
  END IF;
  RETURN NULL;
END $$;
