-- Faults that a structure follows.
CREATE OR REPLACE FUNCTION maintenance.open_at_organisation(organisation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'ticket', t.number FROM maintenance.ticket t WHERE t.structure_id = organisation AND t.state <> ALL (maintenance.ended_states())
$$;
