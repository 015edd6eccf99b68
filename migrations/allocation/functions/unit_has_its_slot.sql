-- At commit, a unit is approved or fulfilled if and only if the ledger counts it once.
CREATE OR REPLACE FUNCTION allocation.unit_has_its_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unit uuid := CASE TG_TABLE_NAME WHEN 'quota_ledger' THEN (to_jsonb(NEW) ->> 'unit_id')::uuid ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
BEGIN
  IF EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.id = unit AND (u.state = ANY (allocation.counted_unit_states())) <>
      ((SELECT coalesce(sum(l.delta), 0) FROM allocation.quota_ledger l WHERE l.unit_id = u.id) = 1)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.unit_without_quota';
  END IF;
  RETURN NULL;
END $$;
