-- Programs of an organisation that are told what happens (docs/adr/0113).
CREATE TABLE events.webhook (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  address text NOT NULL CHECK (address ~ '^https?://\S+$' AND length(address) <= 500),
  -- Things (`device`) and events (`device.arrive`).
  kinds text[] NOT NULL CHECK (cardinality(kinds) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL DEFAULT platform.now(),
  -- The last event that was sent, or passed over because nobody here hears of it.
  feed uuid NOT NULL,
  txid xid8 NOT NULL,
  number bigint NOT NULL,
  -- Of the event that comes next.
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT platform.now(),
  failing_since timestamptz,
  off_since timestamptz,
  off_because events.off_because CHECK ((off_because IS NULL) = (off_since IS NULL)),
  -- Events were deleted before they could be sent.
  missed_at timestamptz,
  -- Grows with each time that a worker looked after it: the queue's jobs are told from one another by it.
  turn integer NOT NULL DEFAULT 0
);
CREATE INDEX webhook_organisation ON events.webhook (organisation_id);

-- One that ends signs beside the one that takes its place.
CREATE TABLE events.webhook_secret (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES events.webhook ON DELETE CASCADE,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  ends_at timestamptz
);
CREATE INDEX webhook_secret_webhook ON events.webhook_secret (webhook_id);

-- What was sent, one row a message however often it was tried.
CREATE TABLE events.webhook_delivery (
  webhook_id uuid NOT NULL REFERENCES events.webhook ON DELETE CASCADE,
  message_id text NOT NULL,
  kind text NOT NULL,
  -- Of its event; null: a test.
  txid xid8,
  number bigint,
  tries integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL DEFAULT platform.now(),
  last_at timestamptz,
  -- The answer's; null without one.
  status integer,
  failure events.webhook_failure,
  milliseconds integer,
  answer text NOT NULL DEFAULT '',
  -- Somebody asked for it by hand, and it was not sent since.
  waits boolean NOT NULL DEFAULT false,
  PRIMARY KEY (webhook_id, message_id)
);
CREATE INDEX webhook_delivery_asked ON events.webhook_delivery (webhook_id, asked_at);
CREATE INDEX webhook_delivery_waits ON events.webhook_delivery (webhook_id) WHERE waits;
