-- One's own account: sessions that one can tell apart, links for more than a first password, and who invited whom.

-- What a page may say of a session: its hash is as good as a name for it, and stays inside.
ALTER TABLE people.session ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN device text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX session_id ON people.session (id);

ALTER TABLE people.one_time_link ADD COLUMN purpose people.link_purpose NOT NULL DEFAULT 'invitation', ADD COLUMN new_email text,
  ADD CONSTRAINT link_of_an_address CHECK ((purpose = 'email') = (new_email IS NOT NULL));
CREATE INDEX one_time_link_user ON people.one_time_link (user_id);

-- Null: the installation's administrator, the command line.
ALTER TABLE people.membership ADD COLUMN invited_by uuid REFERENCES people.membership;
CREATE INDEX membership_invited_by ON people.membership (invited_by) WHERE invited_by IS NOT NULL;
-- The journal knew it by person; who invited elsewhere than in their own organisation did so for the bank.
UPDATE people.membership m SET invited_by = (
  SELECT i.id FROM people.audit_entry e JOIN people.membership i ON i.user_id = e.user_id AND i.id <> m.id
    JOIN people.organisation o ON o.id = i.organisation_id
  WHERE e.verb = 'join' AND e.subject_kind = 'membership' AND e.subject_id = m.id AND (o.kind = 'bank' OR i.organisation_id = m.organisation_id)
  ORDER BY (o.kind = 'bank') DESC, i.id LIMIT 1);
