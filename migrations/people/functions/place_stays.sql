-- A place's parent is given at birth and never changes, so the tree can have no cycle.
CREATE OR REPLACE FUNCTION people.place_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.organisation_id <> OLD.organisation_id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_cannot_move';
  END IF;
  RETURN NEW;
END $$;
