-- Why a hand-over can no longer be undone, only given back: the code of a rule, or null. Anything that happened since, beside what was put
-- right on paper, a fault reported or an inventory received; another tool's hand-over, and one that replaced a device.
CREATE OR REPLACE FUNCTION allocation.why_not_undone(handover uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN h.origin = 'declared' OR h.replaces IS NOT NULL THEN 'allocation.handover_not_undone'
    WHEN EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = h.device_id AND e.verb <> ALL (devices.paper_verbs())
        AND e.id > (SELECT max(g.id) FROM devices.device_event g WHERE g.device_id = h.device_id AND g.verb = 'hand_over'))
      OR EXISTS (SELECT FROM platform.answers('handover_followed', h))
      OR EXISTS (SELECT 1 FROM devices.snapshot s WHERE s.device_id = h.device_id AND s.received_at >= h.handed_over_at)
      -- It was switched on: what it said of itself waits for somebody to say which device it is.
      OR EXISTS (SELECT 1 FROM inventories.received r WHERE h.device_id = ANY (r.candidates) AND r.received_at >= h.handed_over_at)
      THEN 'allocation.handover_moved_on'
  END FROM allocation.handover h WHERE h.id = handover
$$;
