-- Whoever forgets who somebody is forgets what was said of them before, by whatever way.
CREATE OR REPLACE FUNCTION allocation.identity_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM allocation.forget_former(OLD.beneficiary_id);
  RETURN NULL;
END $$;
