-- Locks found on devices: each waits for its donor. While one is open the gate stays closed (refurbishment.gate_failures); after a dated
-- delay a person decides between parts, waste and giving it back.

CREATE TABLE intake.device_lock (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  kind intake.lock_kind NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  channel text NOT NULL,
  released_at timestamptz,
  release_check intake.lock_check,
  released_by uuid REFERENCES people.membership,
  release_operator integer,
  release_organisation_id uuid REFERENCES people.organisation,
  -- A lock goes when somebody says how they made sure, and under which number.
  CONSTRAINT device_lock_released_how CHECK (num_nonnulls(released_at, release_check, released_by, release_operator, release_organisation_id) IN (0, 5))
);
CREATE UNIQUE INDEX device_lock_open ON intake.device_lock (device_id, kind) WHERE released_at IS NULL;
CREATE INDEX device_lock_device ON intake.device_lock (device_id, found_at);
CREATE INDEX device_lock_waiting ON intake.device_lock (found_at) WHERE released_at IS NULL;

-- The donor was told of locks, or reminded of them. The day promised to them the first time stays.
CREATE TABLE intake.lock_notice (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  at timestamptz NOT NULL DEFAULT now(),
  way intake.notice_way NOT NULL,
  operator_number integer,
  organisation_id uuid
);
CREATE INDEX lock_notice_donation ON intake.lock_notice (donation_id, at);
CREATE TABLE intake.lock_notice_line (
  notice_id uuid NOT NULL REFERENCES intake.lock_notice,
  lock_id uuid NOT NULL REFERENCES intake.device_lock,
  due_on date NOT NULL,
  PRIMARY KEY (lock_id, notice_id)
);

-- What the donor says of each lock, before the equipment leaves their house.
CREATE TABLE intake.release_tick (
  donation_id uuid NOT NULL REFERENCES intake.donation,
  item intake.lock_kind NOT NULL,
  answer intake.release_answer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  operator_number integer,
  organisation_id uuid,
  PRIMARY KEY (donation_id, item)
);

REVOKE DELETE, UPDATE ON intake.device_lock, intake.lock_notice, intake.lock_notice_line FROM bn_app;
GRANT UPDATE (released_at, release_check, released_by, release_operator, release_organisation_id) ON intake.device_lock TO bn_app;
