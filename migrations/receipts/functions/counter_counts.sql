-- A counter begins at nothing and goes up by one: no number is left out, none comes twice, whoever writes.
CREATE OR REPLACE FUNCTION receipts.counter_counts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.last = 0 THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.year, NEW.last) = (OLD.year, OLD.last + 1) THEN RETURN NEW; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.numbers_follow';
END $$;
