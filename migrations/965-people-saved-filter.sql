-- What somebody narrows a list to, under a name of their own: nobody else reads it, and it ends with the account.
CREATE TABLE people.saved_filter (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  -- The list's address, and what is asked of it.
  list text NOT NULL CHECK (list ~ '^/[a-z][a-z0-9/-]*$'),
  query text NOT NULL CHECK (query <> ''),
  name text NOT NULL CHECK (name <> ''),
  CONSTRAINT saved_filter_once UNIQUE (user_id, list, name)
);
REVOKE UPDATE ON people.saved_filter FROM bn_app;
GRANT UPDATE (query) ON people.saved_filter TO bn_app;
