-- A paper that counts the donation's devices holds it until it is made; whoever withdraws one of them comes second, and sees what the first did.
CREATE OR REPLACE FUNCTION intake.donation_is_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM intake.donation n WHERE n.id = NEW.donation_id FOR NO KEY UPDATE;
  RETURN NULL;
END $$;
