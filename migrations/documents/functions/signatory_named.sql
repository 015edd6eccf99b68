-- Papers that name who signed them.
CREATE OR REPLACE FUNCTION documents.signatory_named(s people.signatory) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'document', d.number FROM documents.document d WHERE strpos(d.facts::text, btrim(to_jsonb(s.name)::text, '"')) > 0
$$;
