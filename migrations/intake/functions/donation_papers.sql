-- What was made of a donation that others rely on: a receipt that counts, an agreement that counts or a paper that came back signed.
CREATE OR REPLACE FUNCTION intake.donation_papers(donation uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT 1 FROM receipts.receipt r WHERE r.donation_id = donation
      AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)) THEN 'receipt' END,
    CASE WHEN EXISTS (SELECT 1 FROM documents.document d WHERE d.cause_kind = 'donation' AND d.cause_id = donation
      AND (d.type = 'donation_agreement' OR EXISTS (SELECT 1 FROM receipts.signed_back b WHERE b.document_id = d.id))
      AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)) THEN 'signed_paper' END], NULL)
$$;
