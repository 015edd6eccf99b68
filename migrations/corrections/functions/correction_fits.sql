-- A correction is of now, asks for a second person by the table alone, and says whether there was one.
CREATE OR REPLACE FUNCTION corrections.correction_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := platform.now();
  NEW.txid := pg_current_xact_id();
  IF EXISTS (SELECT 1 FROM unnest(NEW.touches) AS x(touch)
             WHERE NOT EXISTS (SELECT 1 FROM corrections.wanted w WHERE w.kind = NEW.kind AND w.touch = x.touch)) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'corrections.wanted has no such touch';
  END IF;
  NEW.nobody_else := NEW.touches <> '{}' AND NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.active AND m.roles && corrections.countersigning_roles() AND (o.kind = 'bank' OR o.id = NEW.about_organisation_id)
      AND m.user_id IS DISTINCT FROM (SELECT a.user_id FROM people.membership a WHERE a.id = NEW.membership_id));
  RETURN NEW;
END $$;
