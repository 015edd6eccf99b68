CREATE OR REPLACE TRIGGER sent_ready AFTER UPDATE OF state ON logistics.transfer FOR EACH ROW
  WHEN (OLD.state = 'preparing' AND NEW.state = 'sent') EXECUTE FUNCTION allocation.sent_ready();

CREATE OR REPLACE TRIGGER sent_to_one_place AFTER UPDATE OF state ON logistics.transfer FOR EACH ROW
  WHEN (OLD.state = 'preparing' AND NEW.state = 'sent') EXECUTE FUNCTION allocation.sent_to_one_place();
