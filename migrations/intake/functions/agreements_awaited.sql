-- Donations whose agreement was made and did not come back signed by the donor, with the day it was made.
CREATE OR REPLACE FUNCTION intake.agreements_awaited() RETURNS TABLE (donation_id uuid, since timestamptz) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT d.cause_id, min(d.requested_at) FROM documents.document d
  WHERE d.type = 'donation_agreement' AND d.cause_kind = 'donation'
    AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)
    AND NOT EXISTS (SELECT 1 FROM receipts.signed_back b WHERE b.document_id = d.id)
  GROUP BY d.cause_id;
END $$;
