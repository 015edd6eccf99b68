-- The incident of a loss: what one person says within an hour is one, as long as nobody was told of it; else a new one. Two losses that the same
-- person says at once wait for each other here, so that the second finds the first.
CREATE OR REPLACE FUNCTION incidents.join_or_open(how text, custodian uuid, membership uuid, operator integer, organisation uuid, channel text)
RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog AS $$
#variable_conflict use_variable
DECLARE
  found_id uuid;
  in_year integer;
  last_of_year integer;
  event_id bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(coalesce(membership, organisation)::text, 1160)) WHERE coalesce(membership, organisation) IS NOT NULL;
  SELECT i.id INTO found_id FROM incidents.incident i
  WHERE i.membership_id = membership AND i.organisation_id = organisation AND i.state = 'open' AND i.opened_at > platform.now() - interval '1 hour'
    AND NOT EXISTS (SELECT FROM incidents.incident_event e WHERE e.incident_id = i.id AND e.verb IN ('tell', 'answer'))
  ORDER BY i.id DESC LIMIT 1 FOR UPDATE;
  IF found_id IS NOT NULL THEN
    PERFORM incidents.step(found_id, 'join', 'open', how, NULL, custodian, membership, operator, organisation, channel);
    UPDATE incidents.incident i SET how = 'stolen' WHERE i.id = found_id AND how = 'stolen' AND i.how <> 'stolen';
    RETURN found_id;
  END IF;
  SELECT extract(year FROM platform.now() AT TIME ZONE b.time_zone)::integer INTO in_year FROM people.bank b;
  INSERT INTO platform.counter AS c (kind, year, last) VALUES ('I', in_year, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO last_of_year;
  found_id := incidents.new_id();
  INSERT INTO incidents.incident_event (incident_id, verb, from_state, to_state, reason, custodian_id, membership_id, operator_number, organisation_id, channel)
    VALUES (found_id, 'open', 'none', 'open', how, custodian, membership, operator, organisation, channel) RETURNING id INTO event_id;
  INSERT INTO incidents.incident (id, number, how, state, notice_hours, controller_hours, membership_id, operator_number, organisation_id, last_event_id)
    VALUES (found_id, 'I-' || in_year || '-' || CASE WHEN last_of_year < 10000 THEN lpad(last_of_year::text, 4, '0') ELSE last_of_year::text END, how, 'open',
      incidents.hours_of('agreement'), incidents.hours_of('controller'), membership, operator, organisation, event_id);
  RETURN found_id;
END $$;
