-- An account is the same everywhere, and whoever knows an address may invite it: nobody becomes a member by that alone. Until the person says
-- yes, with the link that went to them and their own password, the membership opens nothing and shows the name that the inviter wrote.
ALTER TABLE people.membership ADD COLUMN invited_as text,
  ADD CONSTRAINT membership_is_accepted CHECK (NOT active OR invited_as IS NULL);
GRANT UPDATE (invited_as) ON people.membership TO bn_app;

-- What a link makes somebody a member of, once it is used.
ALTER TABLE people.one_time_link ADD COLUMN membership_id uuid REFERENCES people.membership,
  ADD CONSTRAINT link_that_joins CHECK (purpose <> 'joining' OR membership_id IS NOT NULL);
