CREATE OR REPLACE TRIGGER item_is_done_once BEFORE UPDATE ON bulk.item
  FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION bulk.item_is_done_once();
