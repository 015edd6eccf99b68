-- Receipts that lead to who signed them, until their own words end.
CREATE OR REPLACE FUNCTION receipts.signatory_named(s people.signatory) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'receipt', r.number FROM receipts.receipt r WHERE r.signatory_id = s.id
$$;
