-- What could not be written about when it happened: its room failed. It is tried again by itself, while what follows goes on.
CREATE TABLE notifications.notice_untold (
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT platform.now(),
  tried_at timestamptz NOT NULL DEFAULT platform.now(),
  PRIMARY KEY (kind, subject_id)
);
