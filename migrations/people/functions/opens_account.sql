-- Whether what was done to an account may be why somebody else comes in with it. A name put right is not, nor is a link that went by mail alone.
CREATE OR REPLACE FUNCTION people.opens_account(e people.audit_entry) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT e.verb = 'reopen' OR (e.verb = 'make_link' AND e.facts ->> 'seen' IS DISTINCT FROM 'false')
    OR (e.verb = 'correct' AND coalesce(jsonb_exists(e.facts -> 'fields', 'email'), true))
$$;
