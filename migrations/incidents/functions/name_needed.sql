-- Incidents that are not over, in whose history somebody is named.
CREATE OR REPLACE FUNCTION incidents.name_needed(who uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT DISTINCT 'incident', i.number FROM people.membership m JOIN incidents.incident i ON i.membership_id = m.id
  WHERE m.user_id = who AND i.state <> ALL (incidents.ended_states())
$$;
