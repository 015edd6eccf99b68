-- Since when somebody is asked to be a member: not longer than the period of invitations.
CREATE OR REPLACE FUNCTION people.asked_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.invited_at := CASE WHEN NEW.invited_as IS NOT NULL THEN platform.now() END;
  RETURN NEW;
END $$;
