CREATE OR REPLACE TRIGGER blob_stays BEFORE UPDATE ON documents.blob FOR EACH ROW EXECUTE FUNCTION documents.blob_stays();
