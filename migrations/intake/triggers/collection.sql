CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF mode, from_time, to_time ON intake.collection
  FOR EACH ROW EXECUTE FUNCTION intake.former_values('mode', 'from_time', 'to_time');

CREATE OR REPLACE TRIGGER former_words AFTER UPDATE OF sealed ON intake.collection
  FOR EACH ROW EXECUTE FUNCTION intake.former_words();
