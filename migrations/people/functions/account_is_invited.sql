-- A link that somebody was given counts as an invitation: there is time to use it.
CREATE OR REPLACE FUNCTION people.account_is_invited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE people.app_user SET last_invited_at = platform.now(), closing_told_at = NULL WHERE id = NEW.user_id;
  -- `asked_since` writes the day.
  UPDATE people.membership SET invited_as = invited_as WHERE id = NEW.membership_id AND invited_as IS NOT NULL;
  RETURN NULL;
END $$;
