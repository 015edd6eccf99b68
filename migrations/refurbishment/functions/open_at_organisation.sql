-- Media that were taken out of devices and wait at an organisation.
CREATE OR REPLACE FUNCTION refurbishment.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'medium', m.code FROM refurbishment.removed_medium m WHERE m.holder_org_id = organisation AND m.state = 'kept'
$$;
