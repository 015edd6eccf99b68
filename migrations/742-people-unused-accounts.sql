-- Accounts that nobody uses close: since when one is unused, and whether that was announced.
ALTER TABLE people.app_user
  -- When somebody last came in with it; null: never.
  ADD COLUMN last_seen_at timestamptz,
  ADD COLUMN last_invited_at timestamptz,
  -- Since when its person and their manager know that it will close.
  ADD COLUMN closing_told_at timestamptz,
  -- It closed because nobody used it: an invitation opens it again.
  ADD COLUMN closed_unused boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT app_user_closed_unused CHECK (NOT (closed_unused AND active));
-- Nobody noted it before: it counts from now on.
UPDATE people.app_user u SET last_seen_at = now() WHERE u.active;

-- When an organisation last asked somebody who has an account already.
ALTER TABLE people.membership ADD COLUMN invited_at timestamptz;
UPDATE people.membership SET invited_at = now() WHERE invited_as IS NOT NULL;
