CREATE OR REPLACE TRIGGER document_stays BEFORE UPDATE OR DELETE ON documents.document
  FOR EACH ROW EXECUTE FUNCTION documents.document_stays();

CREATE OR REPLACE TRIGGER document_table_stays BEFORE TRUNCATE ON documents.document
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
