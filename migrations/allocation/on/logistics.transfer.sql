CREATE OR REPLACE TRIGGER sent_ready AFTER UPDATE OF state ON logistics.transfer FOR EACH ROW
  WHEN (OLD.state = 'preparing' AND NEW.state = 'sent') EXECUTE FUNCTION allocation.sent_ready();
