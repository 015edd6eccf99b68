-- Papers, of some, that came back signed.
CREATE OR REPLACE FUNCTION receipts.signed_back_of(papers uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'document', b.document_id::text FROM receipts.signed_back b WHERE b.document_id = ANY (papers)
$$;
