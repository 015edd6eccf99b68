-- Keeps what a quota was. Runs as the owner: the application writes none of it.
CREATE OR REPLACE FUNCTION allocation.quota_was() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO allocation.quota_change (quota_id, structure_id, starts_on, ends_on, allowed, set_by, set_at)
    VALUES (OLD.id, OLD.structure_id, OLD.starts_on, OLD.ends_on, OLD.allowed, OLD.set_by, OLD.set_at);
  RETURN NULL;
END $$;
