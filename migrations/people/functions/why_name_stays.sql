-- What still needs a closed account's name: their colleagues read it there, and have to ask somebody. Null where their number is enough.
CREATE OR REPLACE FUNCTION people.why_name_stays(who uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM people.membership m JOIN maintenance.ticket_event e ON e.membership_id = m.id JOIN maintenance.ticket t ON t.id = e.ticket_id
      WHERE m.user_id = who AND t.state <> ALL (maintenance.ended_states())) THEN 'ticket'
    WHEN EXISTS (SELECT 1 FROM people.membership m JOIN intake.donation_event e ON e.membership_id = m.id JOIN intake.donation n ON n.id = e.donation_id
      WHERE m.user_id = who AND n.state = ANY (intake.open_states())) THEN 'donation'
  END
$$;
