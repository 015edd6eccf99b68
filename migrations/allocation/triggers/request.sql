CREATE OR REPLACE TRIGGER request_follows AFTER INSERT OR UPDATE ON allocation.request FOR EACH ROW EXECUTE FUNCTION allocation.request_follows();
