-- For triggers of tables whose rows come and never change or go: but the words in them end at their day.
CREATE OR REPLACE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND platform.word_ends(TG_RELID, to_jsonb(OLD), CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END) THEN
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only',
    DETAIL = json_build_object('table', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME)::text;
END $$;
