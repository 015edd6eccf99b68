-- What is in the audit, and its seals, never changes. It goes when a checkpoint above it is older than the period, and not before.
CREATE OR REPLACE FUNCTION people.audit_may_go(under bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM people.audit_checkpoint c WHERE c.seal >= under AND c.at < platform.now() - people.kept_for('audit'))
$$;
CREATE OR REPLACE FUNCTION people.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  under bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    under := CASE TG_TABLE_NAME
      WHEN 'audit_entry' THEN (SELECT s.seal FROM people.audit_sealed s WHERE s.entry_id = (to_jsonb(OLD) ->> 'id')::bigint)
      WHEN 'audit_seal' THEN (to_jsonb(OLD) ->> 'n')::bigint
      ELSE (to_jsonb(OLD) ->> 'seal')::bigint END;
    IF people.audit_may_go(under) THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only',
    DETAIL = json_build_object('table', 'people.' || TG_TABLE_NAME)::text;
END $$;
