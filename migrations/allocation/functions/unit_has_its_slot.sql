-- At commit, a unit has a place in a quota if and only if a device is reserved for it or was handed over. What ends a reservation from elsewhere (its
-- device is lost, goes to another structure or to another person) gives the place back here.
CREATE OR REPLACE FUNCTION allocation.unit_has_its_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unit uuid := CASE TG_TABLE_NAME WHEN 'request_unit' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'unit_id')::uuid END;
  counted boolean := EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.id = unit AND u.state = 'fulfilled')
    OR EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = unit AND v.ended_at IS NULL);
  turns integer;
  last allocation.quota_ledger;
BEGIN
  SELECT count(*) INTO turns FROM allocation.quota_ledger l WHERE l.unit_id = unit;
  SELECT * INTO last FROM allocation.quota_ledger l WHERE l.unit_id = unit ORDER BY l.turn DESC LIMIT 1;
  IF turns = coalesce(last.turn, 0) AND counted = (coalesce(last.delta, -1) = 1) THEN RETURN NULL; END IF;
  IF counted OR turns <> last.turn THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.unit_without_quota'; END IF;
  INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, turn, reason)
    VALUES (last.quota_id, unit, last.structure_id, last.category, -1, last.turn + 1, 'released');
  RETURN NULL;
END $$;
