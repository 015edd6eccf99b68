CREATE OR REPLACE TRIGGER lines_of_a_draft BEFORE INSERT OR UPDATE OR DELETE ON allocation.request_line
  FOR EACH ROW EXECUTE FUNCTION allocation.lines_of_a_draft();
