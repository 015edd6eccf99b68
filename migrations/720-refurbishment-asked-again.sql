-- Devices that are reserved, on the road or at a structure, of which something was told that their proofs may not answer: where to look.
-- Whether something is asked of them is said by refurbishment.gate_failures alone (docs/adr/0068). Those of before are all looked at.
CREATE TABLE refurbishment.asked_again (
  device_id uuid PRIMARY KEY REFERENCES devices.device,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE INSERT, UPDATE, DELETE ON refurbishment.asked_again FROM bn_app;
INSERT INTO refurbishment.asked_again (device_id)
SELECT d.id FROM devices.device d WHERE d.state = ANY (devices.proven_states()) OR d.state = 'in_transit';
