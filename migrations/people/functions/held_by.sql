-- What an organisation still has or expects; devices that its people have were handed over by it, and come back to it.
CREATE OR REPLACE FUNCTION people.held_by(organisation uuid) RETURNS TABLE (what text, label text) LANGUAGE sql STABLE AS $$
  SELECT 'device', d.code FROM devices.device d WHERE d.holder_org_id = organisation AND d.state <> ALL (devices.gone_states())
  UNION ALL SELECT 'medium', m.code FROM refurbishment.removed_medium m WHERE m.holder_org_id = organisation AND m.state = 'kept'
  UNION ALL SELECT 'transfer', t.number FROM logistics.transfer t
    WHERE organisation IN (t.to_org_id, t.from_org_id) AND t.state <> ALL (logistics.ended_states())
  UNION ALL SELECT 'donation', n.number FROM intake.donation n WHERE n.organisation_id = organisation AND n.state = ANY (intake.open_states())
$$;
