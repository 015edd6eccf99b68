-- What was made of a donation that others rely on: a receipt that counts, an agreement that counts or a paper that came back signed.
CREATE OR REPLACE FUNCTION intake.donation_papers(donation uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT x.what), '{}') FROM (
    SELECT a.what FROM platform.answers('donation_followed', donation) a
    UNION ALL SELECT 'signed_paper' FROM documents.document d WHERE d.cause_kind = 'donation' AND d.cause_id = donation AND d.type = 'donation_agreement'
      AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)) x
$$;
