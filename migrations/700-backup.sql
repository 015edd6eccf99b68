-- What a bank knows of its backups: to whom they are sealed, and that it came back from one.

CALL platform.open_schema('backup');

-- Public keys (age). The newest is the one to which backups are encrypted; what opens them is kept by people alone.
CREATE TABLE backup.key (
  recipient text PRIMARY KEY CHECK (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
  made_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON backup.key FROM bn_app;

-- A bank that was put back as it was before: what was done since is undone, and somebody has to look at it.
CREATE TABLE backup.restoration (
  id uuid PRIMARY KEY,
  -- The moment of what is back; null where nobody said.
  taken_at timestamptz,
  restored_at timestamptz NOT NULL DEFAULT now(),
  -- Sessions and links have ended, mails that waited are held: before that nobody is served.
  prepared_at timestamptz,
  sessions_ended integer,
  links_ended integer,
  -- A person sent the held mails or let them go, and said that the rest was looked at.
  mails_settled_at timestamptz,
  looked_at timestamptz,
  CONSTRAINT restoration_in_order CHECK (prepared_at IS NOT NULL OR num_nonnulls(sessions_ended, links_ended, mails_settled_at, looked_at) = 0),
  CONSTRAINT restoration_counts CHECK ((prepared_at IS NULL) = (sessions_ended IS NULL) AND (prepared_at IS NULL) = (links_ended IS NULL))
);
REVOKE DELETE ON backup.restoration FROM bn_app;
