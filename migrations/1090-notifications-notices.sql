-- Who hears by mail of what happened, and how: what members chose, what waits for their summary of the day, how far events were read.

-- One row: the last event that was looked at, and the day of the last summaries.
CREATE TABLE notifications.notice_reader (
  feed uuid,
  txid xid8,
  number bigint,
  summaries_on date,
  CHECK (num_nulls(feed, txid, number) IN (0, 3))
);
CREATE UNIQUE INDEX notice_reader_is_one ON notifications.notice_reader ((true));
INSERT INTO notifications.notice_reader DEFAULT VALUES;
REVOKE INSERT, DELETE, TRUNCATE ON notifications.notice_reader FROM bn_app;

-- What a member chose in place of what is usual for a kind of mail.
CREATE TABLE notifications.notice_choice (
  membership_id uuid NOT NULL REFERENCES people.membership ON DELETE CASCADE,
  kind text NOT NULL,
  way notifications.notice_way NOT NULL,
  chosen_at timestamptz NOT NULL DEFAULT platform.now(),
  PRIMARY KEY (membership_id, kind)
);

-- A line of somebody's next summary. It is deleted with the mail that takes it.
CREATE TABLE notifications.summary_line (
  id uuid PRIMARY KEY,
  membership_id uuid NOT NULL REFERENCES people.membership ON DELETE CASCADE,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  once_key text NOT NULL UNIQUE,
  line text NOT NULL,
  page text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT platform.now()
);
CREATE INDEX summary_line_member ON notifications.summary_line (membership_id, id);
