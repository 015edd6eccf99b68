-- A departure that was noted by mistake, and who said so: kept when the lot itself says again that it has not left.
CREATE TABLE logistics.departure_undone (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES logistics.transfer,
  departed_at timestamptz NOT NULL,
  departed_by uuid REFERENCES people.membership,
  departed_operator integer,
  undone_at timestamptz NOT NULL DEFAULT now(),
  undone_by uuid REFERENCES people.membership,
  undone_operator integer
);
CREATE INDEX departure_undone_of_transfer ON logistics.departure_undone (transfer_id);
