-- Requests that a structure waits for, people whom nobody else could read, correct or forget, and devices that they have.
CREATE OR REPLACE FUNCTION allocation.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'request', r.number FROM allocation.request r
    WHERE r.structure_id = organisation AND (r.state = 'draft' OR r.state = ANY (allocation.waiting_states()))
  UNION ALL SELECT 'handover', h.id::text FROM allocation.handover h WHERE h.structure_id = organisation AND h.ended_at IS NULL
  UNION ALL SELECT 'person', b.reference FROM allocation.beneficiary b WHERE b.structure_id = organisation AND b.ended_on IS NULL
$$;
