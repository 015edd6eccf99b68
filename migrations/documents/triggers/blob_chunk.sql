CREATE OR REPLACE TRIGGER blob_chunk_stays BEFORE UPDATE ON documents.blob_chunk FOR EACH ROW EXECUTE FUNCTION documents.blob_stays();

CREATE OR REPLACE TRIGGER chunk_goes_with_blob BEFORE DELETE ON documents.blob_chunk
  FOR EACH ROW EXECUTE FUNCTION documents.chunk_goes_with_blob();
