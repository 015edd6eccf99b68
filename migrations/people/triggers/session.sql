CREATE OR REPLACE TRIGGER account_is_used AFTER INSERT ON people.session FOR EACH ROW EXECUTE FUNCTION people.account_is_used();
