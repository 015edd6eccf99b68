-- A place in a quota is taken when a device is reserved, and given back when it is not (docs/adr/0132): who waits takes none. A unit takes and gives
-- back its place in turns; their number is what two transactions at once cannot both write.
ALTER TABLE allocation.quota_ledger DROP CONSTRAINT quota_ledger_check;
DROP INDEX allocation.quota_ledger_taken_once;
DROP INDEX allocation.quota_ledger_given_back_once;
ALTER TABLE allocation.quota_ledger ADD COLUMN turn smallint GENERATED ALWAYS AS (CASE delta WHEN 1 THEN 1 ELSE 2 END) STORED;
ALTER TABLE allocation.quota_ledger ALTER COLUMN turn DROP EXPRESSION;
ALTER TABLE allocation.quota_ledger ALTER COLUMN turn SET NOT NULL,
  ADD CONSTRAINT quota_ledger_by_turns CHECK (turn > 0 AND delta = CASE turn % 2 WHEN 1 THEN 1 ELSE -1 END),
  ADD CONSTRAINT quota_ledger_taken CHECK ((delta = 1) = (reason = 'approved' OR reason = 'reserved'));
CREATE UNIQUE INDEX quota_ledger_turn ON allocation.quota_ledger (unit_id, turn);

-- What was approved and has no device yet waits from now on, and its place is free.
INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, turn, reason)
SELECT l.quota_id, l.unit_id, l.structure_id, l.category, -1, 2, 'waits'
FROM allocation.quota_ledger l JOIN allocation.request_unit u ON u.id = l.unit_id AND u.state = 'approved'
WHERE l.delta = 1 AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL);

-- What counts is whether a device is reserved, not the unit's state.
DROP FUNCTION IF EXISTS allocation.counted_unit_states();

-- An approval in part has no end before the rest of the request has its answer.
ALTER TABLE allocation.request DROP CONSTRAINT request_approval_ends;
