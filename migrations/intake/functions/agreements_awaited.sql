-- Donations whose agreement was made and did not come back signed by the donor, with the day it was made.
CREATE OR REPLACE FUNCTION intake.agreements_awaited() RETURNS TABLE (donation_id uuid, since timestamptz) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY WITH made AS (
    SELECT d.id, d.cause_id, d.requested_at FROM documents.document d WHERE d.type = 'donation_agreement' AND d.cause_kind = 'donation'
      AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id))
  SELECT m.cause_id, min(m.requested_at) FROM made m
  WHERE m.id NOT IN (SELECT a.label::uuid FROM platform.answers('signed_back_of', ARRAY(SELECT x.id FROM made x)) a)
  GROUP BY m.cause_id;
END $$;
