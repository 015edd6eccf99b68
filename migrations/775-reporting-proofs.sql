-- By what the data of each device that was handed over were proven, as codes of PROOFS (libs/platform/kernel/evidence/proofs.ts): read once when the hand-over is
-- counted first, and read again in turn, as evidence may be withdrawn. Finding it costs about a millisecond a device, so figures do not ask it of all each time.
CREATE TABLE reporting.handover_proof (
  event_id bigint PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  proofs text[] NOT NULL,
  read_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX handover_proof_read ON reporting.handover_proof (read_at);
