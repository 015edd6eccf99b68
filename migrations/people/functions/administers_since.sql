-- Since when somebody administers the bank and nobody else may be them: whoever invites a colleague, gives them the role, or opens their account
-- may be that colleague. Their membership saved by somebody else while they keep the role changes nothing. Null: they do not administer it.
CREATE OR REPLACE FUNCTION people.administers_since(who uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(m.created_at,
    (SELECT max(e.at) FROM people.audit_entry e WHERE e.subject_id = who AND e.user_id IS DISTINCT FROM who AND people.opens_account(e)),
    (SELECT max(g.at) FROM (
      SELECT e.at, e.user_id, a.administers, lag(a.administers, 1, false) OVER (ORDER BY e.id) AS before FROM people.audit_entry e
      CROSS JOIN LATERAL (SELECT jsonb_exists(e.facts -> 'roles', 'bank_admin') AND e.facts -> 'active' IS DISTINCT FROM 'false') a(administers)
      WHERE e.subject_id = m.id AND e.verb IN ('join', 'change')) g
     WHERE g.administers AND NOT g.before AND g.user_id IS DISTINCT FROM who))
  FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
  WHERE m.user_id = who AND m.active AND u.active AND 'bank_admin' = ANY (m.roles)
$$;
