-- Since when an account says no more who somebody was: what they did is told by their operator numbers. It never opens again.
ALTER TABLE people.app_user ADD COLUMN erased_at timestamptz;
ALTER TABLE people.app_user ADD CONSTRAINT app_user_erased_is_closed
  CHECK (erased_at IS NULL OR (NOT active AND password_hash IS NULL AND NOT instance_admin));
