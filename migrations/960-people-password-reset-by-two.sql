-- Two of the bank may also give a link to whoever forgot their password and has nobody in their organisation who could.

-- Of a forgotten password: the membership for which they get the link. Null: their second factor goes.
ALTER TABLE people.factor_reset ADD COLUMN link_for uuid REFERENCES people.membership;
DROP INDEX people.factor_reset_once;
CREATE UNIQUE INDEX factor_reset_once ON people.factor_reset (user_id, (link_for IS NULL)) WHERE ended_at IS NULL;
