CALL platform.append_only('receipts.receipt');

CREATE OR REPLACE TRIGGER numbered BEFORE INSERT ON receipts.receipt FOR EACH ROW EXECUTE FUNCTION receipts.numbered();

-- Before `numbered`: triggers fire by name.
CREATE OR REPLACE TRIGGER fits_the_law BEFORE INSERT ON receipts.receipt FOR EACH ROW EXECUTE FUNCTION receipts.receipt_fits_the_law();
