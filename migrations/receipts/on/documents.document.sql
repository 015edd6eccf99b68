-- With an undertaking: of a public donor.
CREATE OR REPLACE TRIGGER agreement_has_capacity BEFORE INSERT ON documents.document FOR EACH ROW
  WHEN (NEW.type = 'donation_agreement' AND jsonb_typeof(NEW.facts->'undertaking') = 'object') EXECUTE FUNCTION receipts.agreement_has_capacity();
