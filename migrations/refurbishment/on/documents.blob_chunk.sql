CREATE OR REPLACE TRIGGER log_chunks_stay BEFORE INSERT OR DELETE ON documents.blob_chunk FOR EACH ROW EXECUTE FUNCTION refurbishment.log_chunks_stay();
