-- Since when somebody administers the bank and nobody else touched how they come in: whoever invites a colleague, gives them the role, a link or
-- another address may be that colleague. Null: they do not.
CREATE OR REPLACE FUNCTION people.administers_since(who uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(m.created_at, (SELECT max(e.at) FROM people.audit_entry e WHERE e.user_id IS DISTINCT FROM who
    AND (e.subject_id = m.id AND e.verb IN ('join', 'change') OR e.subject_id = who AND e.verb IN ('make_link', 'correct', 'reopen'))))
  FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
  WHERE m.user_id = who AND m.active AND u.active AND 'bank_admin' = ANY (m.roles)
$$;
