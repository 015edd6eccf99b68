-- Who countersigns is another person than the author, works for the bank or for the organisation whose entry it was, and has something to read.
CREATE OR REPLACE FUNCTION corrections.another_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c corrections.correction;
BEGIN
  SELECT * INTO c FROM corrections.correction WHERE id = NEW.correction_id;
  IF c.touches = '{}' THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.nothing_to_countersign'; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.id = NEW.membership_id AND m.active AND m.operator_number = NEW.operator_number AND o.id = NEW.organisation_id
      AND m.roles && corrections.countersigning_roles() AND (o.kind = 'bank' OR o.id = c.about_organisation_id)
      AND m.user_id IS DISTINCT FROM (SELECT a.user_id FROM people.membership a WHERE a.id = c.membership_id)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.own';
  END IF;
  RETURN NEW;
END $$;
