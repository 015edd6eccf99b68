-- Withdrawn evidence frees its result. As the owner, like refurbishment.result_serves_once.
CREATE OR REPLACE FUNCTION refurbishment.result_is_free_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM refurbishment.result_use WHERE evidence_id = NEW.evidence_id;
  RETURN NULL;
END $$;
