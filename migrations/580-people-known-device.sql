-- Browsers that somebody came in with: whoever guesses the account's password elsewhere does not shut them out. The hash is of the browser's
-- secret and of the account together, so that no two rows tell that two people share a browser.
CREATE TABLE people.known_device (
  device_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  signed_in_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX known_device_of_user ON people.known_device (user_id);
REVOKE UPDATE ON people.known_device FROM bn_app;
GRANT UPDATE (signed_in_at) ON people.known_device TO bn_app;
