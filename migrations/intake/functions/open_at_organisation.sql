-- Donations that an organisation expects or logs.
CREATE OR REPLACE FUNCTION intake.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'donation', n.number FROM intake.donation n WHERE n.organisation_id = organisation AND n.state = ANY (intake.open_states())
$$;
