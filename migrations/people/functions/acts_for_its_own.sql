-- Whether what this membership does is the organisation's own act: whoever acts belonged to it before the day given, and nobody of elsewhere
-- took them in, changed their rights or opened their account since.
CREATE OR REPLACE FUNCTION people.acts_for_its_own(membership uuid, organisation uuid, since timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM people.membership a WHERE a.id = membership AND a.organisation_id = organisation AND a.created_at < since
    AND NOT EXISTS (SELECT FROM people.audit_entry e LEFT JOIN people.membership by_whom ON by_whom.id = e.membership_id
      WHERE e.at >= since AND e.user_id IS NOT NULL AND by_whom.organisation_id IS DISTINCT FROM organisation AND e.user_id <> a.user_id
        AND ((e.subject_id = a.id AND e.verb IN ('join', 'change')) OR (e.subject_id = a.user_id AND people.opens_account(e)))))
$$;
