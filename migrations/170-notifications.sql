-- Mail as rows: asked for in the transaction that needs it, sent by a worker, forgotten once sent.

CALL platform.open_schema('notifications');

CREATE TABLE notifications.mail (
  id uuid PRIMARY KEY,
  -- What it is about, and once: a second mail of the same kind for the same cause and day is the first one.
  kind text NOT NULL CHECK (kind <> ''),
  cause_id uuid NOT NULL,
  once_key text NOT NULL UNIQUE,
  state notifications.mail_state NOT NULL DEFAULT 'waiting',
  -- Whom and what: emptied when it is sent or given up, since nobody needs it any more.
  recipient text,
  subject text,
  body text,
  asked_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  error text,
  CONSTRAINT mail_whole CHECK ((state = 'waiting') = (num_nonnulls(recipient, subject, body) = 3)),
  CONSTRAINT mail_forgotten CHECK (state = 'waiting' OR num_nonnulls(recipient, subject, body) = 0),
  CONSTRAINT mail_sent_when CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CONSTRAINT mail_failed_why CHECK (state <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX mail_due ON notifications.mail (due_at) WHERE state = 'waiting';
CREATE INDEX mail_cause ON notifications.mail (cause_id, id DESC);
