-- A member's roles are those of the organisation's kind.
CREATE OR REPLACE FUNCTION people.roles_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed text[];
BEGIN
  SELECT CASE kind
    WHEN 'bank' THEN ARRAY['bank_admin','coordinator']
    WHEN 'collection_point' THEN ARRAY['collector']
    WHEN 'ea' THEN ARRAY['workshop_supervisor','technician']
    WHEN 'esat' THEN ARRAY['workshop_supervisor','technician']
    WHEN 'structure' THEN ARRAY['structure_manager','structure_agent']
    WHEN 'committee' THEN ARRAY['committee_reader']
    ELSE ARRAY['donor_contact'] END
  INTO allowed FROM people.organisation WHERE id = NEW.organisation_id;
  IF NOT NEW.roles <@ allowed THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.role_does_not_fit';
  END IF;
  RETURN NEW;
END $$;
