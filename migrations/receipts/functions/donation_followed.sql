-- What was made of a donation that others rely on: receipts that count, papers that came back signed.
CREATE OR REPLACE FUNCTION receipts.donation_followed(donation uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'receipt', r.number FROM receipts.receipt r WHERE r.donation_id = donation
    AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)
  UNION ALL SELECT 'signed_paper', d.number FROM documents.document d JOIN receipts.signed_back b ON b.document_id = d.id
    WHERE d.cause_kind = 'donation' AND d.cause_id = donation AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)
$$;
