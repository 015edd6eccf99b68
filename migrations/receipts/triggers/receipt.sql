CALL platform.append_only('receipts.receipt');

CREATE OR REPLACE TRIGGER numbered BEFORE INSERT ON receipts.receipt FOR EACH ROW EXECUTE FUNCTION receipts.numbered();
