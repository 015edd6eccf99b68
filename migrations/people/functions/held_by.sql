-- What an organisation still has, expects or answers for: devices that its people have were handed over by it and come back to it, and where it
-- closes nobody could read, correct or forget them any more.
CREATE OR REPLACE FUNCTION people.held_by(organisation uuid) RETURNS TABLE (what text, label text) LANGUAGE sql STABLE AS $$
  SELECT 'device', d.code FROM devices.device d WHERE d.holder_org_id = organisation AND d.state <> ALL (devices.gone_states())
  UNION ALL SELECT 'medium', m.code FROM refurbishment.removed_medium m WHERE m.holder_org_id = organisation AND m.state = 'kept'
  UNION ALL SELECT 'transfer', t.number FROM logistics.transfer t
    WHERE organisation IN (t.to_org_id, t.from_org_id) AND t.state <> ALL (logistics.ended_states())
  UNION ALL SELECT 'donation', n.number FROM intake.donation n WHERE n.organisation_id = organisation AND n.state = ANY (intake.open_states())
  UNION ALL SELECT 'request', r.number FROM allocation.request r
    WHERE r.structure_id = organisation AND (r.state = 'draft' OR r.state = ANY (allocation.waiting_states()))
  UNION ALL SELECT 'person', b.reference FROM allocation.beneficiary b WHERE b.structure_id = organisation AND b.ended_on IS NULL
  UNION ALL SELECT 'sim', s.iccid FROM sims.sim s WHERE s.structure_id = organisation AND s.ended_reason IS NULL
  UNION ALL SELECT 'ticket', t.number FROM maintenance.ticket t WHERE t.structure_id = organisation AND t.state <> ALL (maintenance.ended_states())
$$;
