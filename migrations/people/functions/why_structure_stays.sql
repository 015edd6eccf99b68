-- Why a structure cannot be merged into another: the code of a rule, or null. Nobody would work any more where something goes on.
CREATE OR REPLACE FUNCTION people.why_structure_stays(structure uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM people.membership m WHERE m.organisation_id = structure AND m.active) THEN 'people.merge_has_members'
    WHEN EXISTS (SELECT 1 FROM allocation.request r WHERE r.structure_id = structure AND (r.state = 'draft' OR r.state = ANY (allocation.waiting_states())))
      THEN 'people.merge_has_requests'
    WHEN EXISTS (SELECT 1 FROM devices.device d WHERE d.holder_org_id = structure AND d.state <> ALL (devices.out_states())) THEN 'people.merge_has_devices'
    WHEN EXISTS (SELECT 1 FROM logistics.transfer t WHERE structure IN (t.from_org_id, t.to_org_id) AND t.state <> ALL (logistics.ended_states()))
      THEN 'people.merge_has_transfers'
    WHEN EXISTS (SELECT 1 FROM allocation.handover h WHERE h.structure_id = structure AND h.ended_at IS NULL) THEN 'people.merge_has_handovers'
    WHEN EXISTS (SELECT 1 FROM allocation.beneficiary b WHERE b.structure_id = structure AND b.ended_on IS NULL) THEN 'people.merge_has_people'
    WHEN EXISTS (SELECT 1 FROM sims.sim s WHERE s.structure_id = structure AND s.ended_reason IS NULL) THEN 'people.merge_has_sims'
    WHEN EXISTS (SELECT 1 FROM maintenance.ticket t WHERE t.structure_id = structure AND t.state <> ALL (maintenance.ended_states())) THEN 'people.merge_has_tickets'
  END
$$;
