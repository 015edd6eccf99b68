-- Since when nobody came in with an account, by a page or a program's key, nor was invited to.
CREATE OR REPLACE FUNCTION people.unused_since(who uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(u.created_at, u.last_seen_at, u.last_invited_at,
    (SELECT max(m.created_at) FROM people.membership m WHERE m.user_id = u.id AND m.active),
    (SELECT max(t.last_used_at) FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id WHERE m.user_id = u.id))
  FROM people.app_user u WHERE u.id = who
$$;
