CREATE OR REPLACE TRIGGER signed_scan_only_goes BEFORE UPDATE OR DELETE ON receipts.signed_back
  FOR EACH ROW EXECUTE FUNCTION receipts.signed_scan_only_goes();
