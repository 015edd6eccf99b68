-- Faults that are not over, in whose history somebody is named.
CREATE OR REPLACE FUNCTION maintenance.name_needed(who uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'ticket', t.number FROM people.membership m JOIN maintenance.ticket_event e ON e.membership_id = m.id JOIN maintenance.ticket t ON t.id = e.ticket_id
  WHERE m.user_id = who AND t.state <> ALL (maintenance.ended_states())
$$;
