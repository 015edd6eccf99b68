-- Only what holds nothing any more is closed; a place opens again where its parent is open.
CREATE OR REPLACE FUNCTION people.closes_empty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held text[];
BEGIN
  IF TG_TABLE_NAME = 'organisation' THEN
    -- A lost device is named as any other; who has one that was handed over is named themselves.
    SELECT array_agg(h.what || ' ' || h.label ORDER BY h.what, h.label) INTO held
    FROM (SELECT regexp_replace(a.what, '^lost$', 'device') AS what, a.label FROM platform.answers('open_at_organisation', NEW.id) a WHERE a.what <> 'handover') h;
    IF held IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.organisation_holds', DETAIL = json_build_object('held', held[:20], 'count', cardinality(held))::text;
    END IF;
    RETURN NEW;
  END IF;
  SELECT array_agg(h.what || ' ' || h.label ORDER BY h.what, h.label) INTO held FROM platform.answers('open_at_places', ARRAY[NEW.id]) h;
  IF held IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_holds', DETAIL = json_build_object('held', held[:20], 'count', cardinality(held))::text;
  END IF;
  IF NEW.kind = 'site' AND NOT EXISTS (SELECT 1 FROM people.place p
    WHERE p.organisation_id = NEW.organisation_id AND p.id <> NEW.id AND p.kind = 'site' AND p.active) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_last';
  END IF;
  RETURN NEW;
END $$;
