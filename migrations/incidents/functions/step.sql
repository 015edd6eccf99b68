-- One step of an incident's life: its history row, and what follows from it. `who`: the membership, the number and the organisation of whoever acts.
CREATE OR REPLACE FUNCTION incidents.step(incident uuid, verb text, to_state text, reason text, controller uuid, custodian uuid,
  membership uuid, operator integer, organisation uuid, channel text) RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
  WITH event AS (
    INSERT INTO incidents.incident_event (incident_id, verb, from_state, to_state, reason, controller_id, custodian_id, membership_id, operator_number,
      organisation_id, channel)
    SELECT i.id, verb, i.state, to_state, reason, controller, custodian, membership, operator, organisation, channel FROM incidents.incident i WHERE i.id = incident
    RETURNING id
  ) UPDATE incidents.incident i SET state = to_state, last_event_id = event.id,
      ended_at = CASE WHEN to_state = ANY (incidents.ended_states()) THEN coalesce(i.ended_at, platform.now()) END
    FROM event WHERE i.id = incident $$;
