CREATE OR REPLACE TRIGGER signature_outlives_warranty BEFORE INSERT ON allocation.handover_signature
  FOR EACH ROW EXECUTE FUNCTION allocation.signature_outlives_warranty();
