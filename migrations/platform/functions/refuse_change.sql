-- For triggers of tables whose rows come and never change or go.
CREATE OR REPLACE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only',
    DETAIL = json_build_object('table', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME)::text;
END $$;
