-- A dated rule begins today (the bank's day) or later, and one in force neither changes nor goes: papers and devices were made by it.
CREATE OR REPLACE FUNCTION platform.rule_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE today date := coalesce((SELECT a.label FROM platform.answers('bank_day', platform.now()) a), (platform.now() AT TIME ZONE 'Europe/Paris')::text)::date;
BEGIN
  -- The owner brings the law with migrations, its past included.
  IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.valid_from >= today THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND OLD.valid_from > today THEN RETURN OLD; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = CASE TG_OP WHEN 'INSERT' THEN 'rules.day_past' ELSE 'rules.in_force' END;
END $$;
