-- Lots that come from an organisation or go to it.
CREATE OR REPLACE FUNCTION logistics.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'transfer', t.number FROM logistics.transfer t WHERE organisation IN (t.to_org_id, t.from_org_id) AND t.state <> ALL (logistics.ended_states())
$$;
