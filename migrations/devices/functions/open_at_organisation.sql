-- Devices that an organisation has, and those that it lost.
CREATE OR REPLACE FUNCTION devices.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN d.state = ANY (devices.out_states()) THEN 'lost' ELSE 'device' END, d.code FROM devices.device d
  WHERE d.holder_org_id = organisation AND d.state <> ALL (devices.gone_states())
$$;
