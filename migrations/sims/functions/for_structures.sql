-- Cards go to structures, and only to structures.
CREATE OR REPLACE FUNCTION sims.for_structures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM people.organisation WHERE id = NEW.structure_id AND kind = 'structure') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.not_a_structure';
  END IF;
  RETURN NEW;
END $$;
