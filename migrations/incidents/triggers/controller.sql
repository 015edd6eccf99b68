-- That it is another's data is Postgres's alone to say (`incidents.donor_corrected`).
CREATE OR REPLACE TRIGGER controller_tells AFTER UPDATE OF told_at, told_how, letter_at, answered_at, answer ON incidents.controller
  FOR EACH ROW EXECUTE FUNCTION incidents.controller_tells();
