-- Chunks go with their file, never before it; a file that a paper or a proof refers to cannot go.
CREATE OR REPLACE FUNCTION documents.chunk_goes_with_blob() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM documents.blob WHERE id = OLD.blob_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.blob_immutable';
  END IF;
  RETURN OLD;
END $$;
