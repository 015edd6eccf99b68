-- While others work in an organisation, somebody manages it. One change at a time in each: of two managers who suspend each other, one stays.
CREATE OR REPLACE FUNCTION people.keeps_a_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM people.organisation o WHERE o.id = OLD.organisation_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM people.membership m WHERE m.organisation_id = OLD.organisation_id AND m.id <> OLD.id AND m.active)
    AND NOT EXISTS (SELECT 1 FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
      WHERE m.organisation_id = OLD.organisation_id AND m.id <> OLD.id AND m.active AND u.active AND m.roles && people.manager_roles())
  THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.last_manager';
  END IF;
  RETURN NEW;
END $$;
