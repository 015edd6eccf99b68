-- Since when a reference that is cited in another place is nobody's (`platform.endings`): always, or not yet. What is no person's reference, as the number of a fault, never ends so.
-- Its cost stands between a comparison and the reading of a whole document: of a million rows Postgres asks in that order.
CREATE OR REPLACE FUNCTION allocation.reference_ends(cited text) RETURNS timestamptz LANGUAGE sql STABLE STRICT COST 10 SET search_path = pg_catalog AS $$
  SELECT CASE WHEN cited !~ '^R-[2-9A-HJKMNP-Z]{5}$' OR EXISTS (SELECT FROM allocation.beneficiary b WHERE b.reference = cited AND b.ended_on IS NULL)
    THEN 'infinity'::timestamptz ELSE '-infinity' END
$$;
