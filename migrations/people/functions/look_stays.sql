-- A look is never rewritten, and goes at the end of its period alone.
CREATE OR REPLACE FUNCTION people.look_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < platform.now() - people.kept_for('looks') THEN RETURN OLD; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only', DETAIL = json_build_object('table', 'people.identity_look')::text;
END $$;
