-- A stored file and its chunks never change.
CREATE OR REPLACE FUNCTION documents.blob_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.blob_immutable';
END $$;
