-- Whose a quota is, and for when, change only with the correction that says why, of the same transaction; the places taken in it stay in it.
CREATE OR REPLACE FUNCTION allocation.quota_is_corrected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM corrections.correction c WHERE c.subject_id = NEW.id AND c.kind = 'quota' AND c.txid = pg_current_xact_id()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.quota_stays';
  END IF;
  IF NEW.structure_id <> OLD.structure_id AND EXISTS (SELECT 1 FROM allocation.quota_ledger l WHERE l.quota_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.quota_was_used';
  END IF;
  IF EXISTS (
    SELECT 1 FROM allocation.quota_ledger l CROSS JOIN people.bank b WHERE l.quota_id = NEW.id AND l.delta = 1
      AND (l.at AT TIME ZONE b.time_zone)::date NOT BETWEEN NEW.starts_on AND NEW.ends_on
      AND NOT EXISTS (SELECT 1 FROM allocation.quota_ledger g WHERE g.unit_id = l.unit_id AND g.delta = -1)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.quota_days_used';
  END IF;
  RETURN NEW;
END $$;
