-- What was entered twice goes into one that stands for itself: so every way ends, and none leads round in a circle. The row that goes and
-- the one that stays are both held. A merge and its end are told by a correction of the same transaction, of the kinds that the trigger
-- names; the end comes within a day. For every table with `merged_into` (docs/adr/0032).
CREATE OR REPLACE FUNCTION corrections.merge_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  merges boolean := NEW.merged_into IS NOT NULL;
  stands boolean;
BEGIN
  IF NEW.merged_into IS NOT DISTINCT FROM OLD.merged_into THEN RETURN NEW; END IF;
  IF merges AND OLD.merged_into IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merged_already';
  END IF;
  IF merges AND NEW.merged_into = NEW.id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merged_with_itself';
  END IF;
  IF merges THEN
    EXECUTE format('SELECT merged_into IS NULL FROM %I.%I WHERE id = $1 FOR NO KEY UPDATE', TG_TABLE_SCHEMA, TG_TABLE_NAME)
      INTO stands USING NEW.merged_into;
    IF stands IS NOT TRUE THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merged_elsewhere';
    END IF;
  ELSIF NOT corrections.merge_is_fresh(NEW.id, TG_ARGV[0]) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_settled';
  END IF;
  PERFORM FROM corrections.correction c
  WHERE c.subject_id = NEW.id AND c.txid = pg_current_xact_id() AND c.kind = TG_ARGV[CASE WHEN merges THEN 0 ELSE 1 END]
    AND (NOT merges OR c.to_facts->>'into' = NEW.merged_into::text);
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_untold';
  END IF;
  RETURN NEW;
END $$;
