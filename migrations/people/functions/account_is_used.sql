-- Whoever comes in uses the account: what was announced of its end is void.
CREATE OR REPLACE FUNCTION people.account_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE people.app_user SET last_seen_at = platform.now(), closing_told_at = NULL WHERE id = NEW.user_id;
  RETURN NULL;
END $$;
