-- What is said of a donation or of a donor changes only with a history row of this very transaction, beside which stands what was there
-- before: the columns that the trigger names. Of a person who gives, nothing is kept here but which kind of person they are: what stood on
-- their card comes sealed, in `intake.former_card`; what stood on it while they were taken for an organisation ends (`intake.becomes_person`).
CREATE OR REPLACE FUNCTION intake.former_values() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  stands jsonb := to_jsonb(NEW);
  fields text[];
  donor uuid;
  of_donation bigint;
  of_donor bigint;
BEGIN
  SELECT array_agg(f ORDER BY n) INTO fields FROM unnest(TG_ARGV) WITH ORDINALITY AS x(f, n) WHERE was->>f IS DISTINCT FROM stands->>f;
  IF fields IS NULL THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME IN ('donation', 'collection') THEN
    SELECT max(e.id) INTO of_donation FROM intake.donation_event e
      WHERE e.donation_id = coalesce(stands->>'donation_id', stands->>'id')::uuid AND e.txid = pg_current_xact_id();
  ELSE
    donor := coalesce(stands->>'donor_id', stands->>'id')::uuid;
    SELECT max(e.id) INTO of_donor FROM intake.donor_event e WHERE e.donor_id = donor AND e.txid = pg_current_xact_id();
  END IF;
  IF of_donation IS NULL AND of_donor IS NULL THEN
    IF platform.word_ends(TG_RELID, was, stands) THEN RETURN NULL; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.no_change_without_history';
  END IF;
  IF EXISTS (SELECT FROM intake.donor d WHERE d.id = donor AND d.kind = ANY (intake.person_kinds())) THEN
    IF TG_TABLE_NAME = 'donor_known' AND 'commune_code' = ANY (fields) AND NOT EXISTS (SELECT FROM intake.former_card f
      WHERE f.event_id = of_donor AND f.organisation_id = (stands->>'organisation_id')::uuid) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.no_change_without_history';
    END IF;
    fields := CASE WHEN 'kind' = ANY (fields) THEN ARRAY['kind'] END;
    IF fields IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO intake.former_value (donation_event_id, donor_event_id, organisation_id, field, before, after)
  SELECT of_donation, of_donor, CASE TG_TABLE_NAME WHEN 'donor_known' THEN (stands->>'organisation_id')::uuid END, f, was->>f, stands->>f
  FROM unnest(fields) AS f;
  RETURN NULL;
END $$;
