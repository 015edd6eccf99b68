-- What stood in a device's row before it was put right, or filled in: one row a field, of the history row that tells of it. Written by the
-- trigger `former_values` alone (docs/adr/0056), so that no path forgets it and no script invents it.
CREATE TABLE devices.former_value (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  event_id bigint NOT NULL REFERENCES devices.device_event,
  field text NOT NULL,
  before text,
  after text,
  CONSTRAINT former_value_differs CHECK (before IS DISTINCT FROM after)
);
CREATE INDEX former_value_event ON devices.former_value (event_id);
CREATE INDEX former_value_device ON devices.former_value (device_id, id DESC);
REVOKE INSERT, UPDATE, DELETE ON devices.former_value FROM bn_app;
