-- SIM cards that somebody was given, under any of their references, and that serve.
CREATE OR REPLACE FUNCTION sims.living_lines(persons uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'sim', s.iccid FROM sims.sim s WHERE s.beneficiary_id = ANY (persons) AND s.status = ANY (sims.living_statuses())
$$;
