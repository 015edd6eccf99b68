CREATE OR REPLACE TRIGGER account_is_invited AFTER INSERT ON people.one_time_link FOR EACH ROW
  WHEN (NEW.purpose = ANY (people.inviting_links())) EXECUTE FUNCTION people.account_is_invited();
