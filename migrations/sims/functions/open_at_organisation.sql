-- SIM cards that a structure has.
CREATE OR REPLACE FUNCTION sims.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'sim', s.iccid FROM sims.sim s WHERE s.structure_id = organisation AND s.ended_reason IS NULL
$$;
