-- Faults that were reported of a device since it was handed over.
CREATE OR REPLACE FUNCTION maintenance.handover_followed(h allocation.handover) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'ticket', t.number FROM maintenance.ticket t WHERE t.device_id = h.device_id AND t.opened_at >= h.handed_over_at
$$;
