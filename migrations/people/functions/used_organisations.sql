-- Those of some organisations that were used since they were entered: whatever has a key to them or to a place of theirs, but for their first
-- site, the journal, a quota of none, and who does not work there.
CREATE OR REPLACE FUNCTION people.used_organisations(asked uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE k record;
BEGIN
  FOR k IN
    SELECT c.conrelid::regclass::text AS used_by, a.attname AS col, c.confrelid = 'people.place'::regclass AS of_place
    FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS p (n, at)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = p.n
    JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = p.at AND f.attname = 'id'
    WHERE c.contype = 'f' AND (c.confrelid = 'people.organisation'::regclass OR c.confrelid = 'people.place'::regclass)
      AND c.conrelid <> 'people.audit_entry'::regclass
      AND NOT (c.conrelid = 'people.place'::regclass AND c.confrelid = 'people.organisation'::regclass)
  LOOP
    RETURN QUERY EXECUTE format(
      CASE WHEN k.of_place THEN 'SELECT p.organisation_id FROM %s x JOIN people.place p ON p.id = x.%I WHERE p.organisation_id = ANY ($1)'
        ELSE 'SELECT x.%2$I FROM %1$s x WHERE x.%2$I = ANY ($1)' END
      || CASE k.used_by WHEN 'people.membership' THEN ' AND x.active' WHEN 'allocation.quota' THEN ' AND (x.allowed > 0 OR x.used > 0)' ELSE '' END,
      k.used_by, k.col) USING asked;
  END LOOP;
END $$;
