CREATE OR REPLACE TRIGGER account_is_invited AFTER INSERT ON people.one_time_link FOR EACH ROW
  WHEN (NEW.purpose IN ('invitation', 'joining', 'handed')) EXECUTE FUNCTION people.account_is_invited();
