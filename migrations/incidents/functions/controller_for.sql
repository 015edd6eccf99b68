-- The row of one controller in an incident. The bank knows of what it answers for itself.
CREATE OR REPLACE FUNCTION incidents.controller_for(incident uuid, kind text, donor uuid, organisation uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
#variable_conflict use_variable
DECLARE found_id uuid;
BEGIN
  SELECT c.id INTO found_id FROM incidents.controller c
    WHERE c.incident_id = incident AND c.donor_id IS NOT DISTINCT FROM donor AND c.organisation_id IS NOT DISTINCT FROM organisation;
  IF found_id IS NULL THEN
    found_id := incidents.new_id();
    INSERT INTO incidents.controller (id, incident_id, kind, donor_id, organisation_id, told_at, told_how)
    VALUES (found_id, incident, kind, donor, organisation, CASE WHEN kind = 'bank' THEN platform.now() END, CASE WHEN kind = 'bank' THEN 'itself' END);
  END IF;
  RETURN found_id;
END $$;
