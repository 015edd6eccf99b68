CREATE OR REPLACE TRIGGER document_stays BEFORE UPDATE OR DELETE ON documents.document
  FOR EACH ROW EXECUTE FUNCTION documents.document_stays();

CREATE OR REPLACE TRIGGER document_table_stays BEFORE TRUNCATE ON documents.document
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- With an undertaking: of a public donor.
CREATE OR REPLACE TRIGGER agreement_has_capacity BEFORE INSERT ON documents.document FOR EACH ROW
  WHEN (NEW.type = 'donation_agreement' AND jsonb_typeof(NEW.facts->'undertaking') = 'object') EXECUTE FUNCTION receipts.agreement_has_capacity();
