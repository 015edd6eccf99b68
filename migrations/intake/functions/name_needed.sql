-- Donations that are not over, in whose history somebody is named.
CREATE OR REPLACE FUNCTION intake.name_needed(who uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'donation', n.number FROM people.membership m JOIN intake.donation_event e ON e.membership_id = m.id JOIN intake.donation n ON n.id = e.donation_id
  WHERE m.user_id = who AND n.state = ANY (intake.open_states())
$$;
