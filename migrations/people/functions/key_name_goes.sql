-- A key keeps the name that its owner gave it; it goes, with whom to call, at its period after the key is over, and nothing else takes its place.
CREATE OR REPLACE FUNCTION people.key_name_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name = 'Clé finie' AND NEW.contact = '' AND least(OLD.revoked_at, OLD.expires_at) < platform.now() - people.kept_for('key_name') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.key_name_stays';
END $$;
