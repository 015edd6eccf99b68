CALL platform.append_only('people.accessibility_declaration');
-- Every page says the level at its foot, with the bank's settings.
CREATE OR REPLACE TRIGGER accessibility_declared AFTER INSERT ON people.accessibility_declaration
  FOR EACH STATEMENT EXECUTE FUNCTION platform.tell('bn_bank');
