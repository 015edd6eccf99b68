-- The class of what a proof tells of its medium, by its method and the medium's kind, on the day it was signed: results of logs are overwritings.
-- Null: nothing was erased.
CREATE OR REPLACE FUNCTION refurbishment.evidence_class(e refurbishment.evidence, medium devices.medium) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE (e).kind
    WHEN 'destroyed' THEN 'destroy'
    WHEN 'log' THEN refurbishment.class_of('overwrite', (medium).kind, (e).signed_at)
    WHEN 'factory_reset' THEN refurbishment.class_of('factory_reset', (medium).kind, (e).signed_at)
    WHEN 'other_tool' THEN refurbishment.class_of((e).method, (medium).kind, (e).signed_at) END $$;
